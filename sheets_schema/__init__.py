"""The contract with the people who type: worksheets, columns, the plan; standard library only."""

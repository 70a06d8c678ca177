"""The words in which a worksheet is described."""

from sheets_schema.vocabulary.columns import (
    Choice,
    Column,
    Count,
    Date,
    InputRule,
    Money,
    Printed,
    Text,
    UnitName,
    YesNo,
)
from sheets_schema.vocabulary.rules import at_most
from sheets_schema.vocabulary.worksheets import (
    AT_END,
    FixedRow,
    Reference,
    RequiredIf,
    Row,
    RowRule,
    SchemaError,
    Severity,
    Workbook,
    Worksheet,
)

__all__ = [
    "AT_END",
    "Choice",
    "Column",
    "Count",
    "Date",
    "FixedRow",
    "InputRule",
    "Money",
    "Printed",
    "Reference",
    "RequiredIf",
    "Row",
    "RowRule",
    "SchemaError",
    "Severity",
    "Text",
    "UnitName",
    "Workbook",
    "Worksheet",
    "YesNo",
    "at_most",
]

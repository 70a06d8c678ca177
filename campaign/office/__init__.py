"""What the province's staff decide, and the store keeps."""

"""The words of the trade: values without I/O and without tables."""

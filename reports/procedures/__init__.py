"""The procedures of a place as documents: printed, and to change."""

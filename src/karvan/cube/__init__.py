"""Raw snapshots become analysis tables: derived snapshots keyed by input hashes and method version."""

"""JSON Schemas, by which editors complete, explain and check the YAML files."""

"""What `tocsin dashboards` does, a file each."""

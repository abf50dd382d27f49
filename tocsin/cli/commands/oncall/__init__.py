"""What `tocsin oncall` does, a file each."""

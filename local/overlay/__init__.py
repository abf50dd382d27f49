"""What Tocsin replaces in, and adds to, the emulator ministack.

The modules here run inside the emulator's own virtual environment, so they import nothing but the
standard library, ministack, and the rooms of `tocsin` that need only numpy, lark and PyYAML.
"""

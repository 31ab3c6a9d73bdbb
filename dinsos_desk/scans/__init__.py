"""Scans and photographs: what is given is read into a sound attachment, or refused with a reason.

The only user of Pillow and pypdfium2. Nothing that was given is kept as it came but a PDF: a picture is
always written anew, which takes away what a camera wrote into it (place, device) and whatever else hid in it.
"""

from dinsos_desk.scans.reading import Scan, read_scan, read_scan_file
from dinsos_desk.scans.showing import Picture, picture_of, turned

__all__ = ["Picture", "Scan", "picture_of", "read_scan", "read_scan_file", "turned"]

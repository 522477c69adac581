"""Where things are: neighbourhoods, districts and the places professionals name.

An observation names a place as its observer does ("Kolkplein"); this room says in which
neighbourhood that place lies, so that figures can be read for an area. It holds no people.

Path: register file -> sources -> operations -> models -> queries -> the rooms above.
"""

"""Tables of this room; no behaviour."""

from django.db import models


class Area(models.Model):
    """A neighbourhood, district or municipality in the boundaries of one year."""

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    boundary_year = models.PositiveSmallIntegerField()

    class Meta:
        """One row for each code and year: boundaries move."""

        constraints = (
            models.UniqueConstraint(fields=["code", "boundary_year"], name="one_area_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.boundary_year})"


class Place(models.Model):
    """A place as professionals name it, in the neighbourhood it lies in."""

    name = models.CharField(max_length=120, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class AreaOutline(models.Model):
    """Where an area lies, in the boundaries of one year."""

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    boundary_year = models.PositiveSmallIntegerField()
    rings = models.JSONField()  # lists of [x, y] in metres of RD New

    class Meta:
        """One row for each code and year."""

        constraints = (
            models.UniqueConstraint(fields=["code", "boundary_year"], name="one_outline_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.boundary_year})"

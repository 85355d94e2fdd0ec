"""Heights of many rows: known, or assumed to be average until they are; sums in no time."""

from __future__ import annotations

from array import array

_BLOCK = 512


class Heights:
    """Heights in px, row by row. 0 stands for "not known": such a row counts as `assumed`."""

    def __init__(self, assumed: int, count: int = 0) -> None:
        self.assumed = assumed
        self._rows = array("i", bytes(4 * count))
        self._sums: list[int] = []  # of the known heights, block by block
        self._unknown: list[int] = []  # how many rows of each block are not known
        self._resum(0)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> int:
        return self._rows[row] or self.assumed

    def known(self, row: int) -> bool:
        """Whether the height of a row was set."""
        return self._rows[row] > 0

    def insert(self, row: int, count: int) -> None:
        """Add rows of unknown height before `row`."""
        self._rows[row:row] = array("i", bytes(4 * count))
        self._resum(row // _BLOCK)

    def clear(self) -> None:
        """Forget all rows."""
        del self._rows[:]
        self._resum(0)

    def set(self, row: int, height: int) -> None:
        """Tell the height of a row."""
        block = row // _BLOCK
        old = self._rows[row]
        if old == 0:
            self._unknown[block] -= 1
        self._sums[block] += height - old
        if height == 0:
            self._unknown[block] += 1
        self._rows[row] = height

    @property
    def known_count(self) -> int:
        """How many heights are known."""
        return len(self._rows) - sum(self._unknown)

    def total(self) -> int:
        """Return the height of all rows together."""
        return sum(self._sums) + sum(self._unknown) * self.assumed

    def above(self, row: int) -> int:
        """Return the height of all rows before `row`."""
        block = row // _BLOCK
        rest = self._rows[block * _BLOCK : row]
        return (
            sum(self._sums[:block])
            + sum(rest)
            + (sum(self._unknown[:block]) + rest.count(0)) * self.assumed
        )

    def find(self, y: int) -> tuple[int, int]:
        """Return the row at `y` and how far into it that is; the last row's end beyond the end."""
        if not self._rows:
            return 0, 0
        rest = max(y, 0)
        row = 0
        for known, unknown in zip(self._sums, self._unknown, strict=True):
            height = known + unknown * self.assumed
            if rest < height:
                break
            rest -= height
            row += _BLOCK
        while row < len(self._rows):
            height = self._rows[row] or self.assumed
            if rest < height:
                return row, rest
            rest -= height
            row += 1
        last = len(self._rows) - 1
        return last, self[last]

    def mean(self) -> int:
        """Return the mean of the known heights, `assumed` if there is none."""
        known = self.known_count
        return sum(self._sums) // known if known else self.assumed

    def _resum(self, first: int) -> None:
        """Sum up again, from a block on."""
        del self._sums[first:], self._unknown[first:]
        for start in range(first * _BLOCK, len(self._rows), _BLOCK):
            rows = self._rows[start : start + _BLOCK]
            self._sums.append(sum(rows))
            self._unknown.append(rows.count(0))

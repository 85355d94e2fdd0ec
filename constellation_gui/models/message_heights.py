"""Heights of many rows: known, or assumed to be average until they are; sums in no time."""

from __future__ import annotations

from array import array

_BLOCK = 512
_UNKNOWN = -1


class Heights:
    """Heights in px, row by row, 0 for a row that shows nothing; one not known is `assumed`."""

    def __init__(self, assumed: int, count: int = 0) -> None:
        self.assumed = assumed
        self._rows = _unknown(count)
        self._sums: list[int] = []  # of the known heights, block by block
        self._unknown: list[int] = []  # how many rows of each block are not known
        self._resum(0)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> int:
        height = self._rows[row]
        return self.assumed if height == _UNKNOWN else height

    def known(self, row: int) -> bool:
        """Whether the height of a row was set."""
        return self._rows[row] != _UNKNOWN

    def insert(self, row: int, count: int) -> None:
        """Add rows of unknown height before `row`."""
        self._rows[row:row] = _unknown(count)
        self._resum(row // _BLOCK)

    def clear(self) -> None:
        """Forget all rows."""
        del self._rows[:]
        self._resum(0)

    def set(self, row: int, height: int) -> None:
        """Tell the height of a row."""
        block = row // _BLOCK
        old = self._rows[row]
        if old == _UNKNOWN:
            self._unknown[block] -= 1
            old = 0
        self._sums[block] += height - old
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
        known, unknown = _summed(self._rows[block * _BLOCK : row])
        return (
            sum(self._sums[:block]) + known + (sum(self._unknown[:block]) + unknown) * self.assumed
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
            height = self[row]
            if rest < height:
                return row, rest
            rest -= height
            row += 1
        last = len(self._rows) - 1
        return last, self[last]

    def mean(self) -> int:
        """Return the mean of the known heights, `assumed` if there is none."""
        known = self.known_count
        return max(sum(self._sums) // known, 1) if known else self.assumed

    def _resum(self, first: int) -> None:
        """Sum up again, from a block on."""
        del self._sums[first:], self._unknown[first:]
        for start in range(first * _BLOCK, len(self._rows), _BLOCK):
            known, unknown = _summed(self._rows[start : start + _BLOCK])
            self._sums.append(known)
            self._unknown.append(unknown)


def _unknown(count: int) -> array[int]:
    return array("i", [_UNKNOWN]) * count


def _summed(rows: array[int]) -> tuple[int, int]:
    """Return the sum of the heights that are known, and how many are not."""
    unknown = rows.count(_UNKNOWN)
    return sum(rows) - unknown * _UNKNOWN, unknown

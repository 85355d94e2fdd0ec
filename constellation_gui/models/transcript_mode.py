"""What of a conversation is shown: everything, what was said, the tools, or the errors."""

from __future__ import annotations

from enum import Enum

from constellation_gui.models.message_blocks import (
    Block,
    Broken,
    Cut,
    Image,
    Text,
    ToolCall,
    ToolResult,
)


class Mode(Enum):
    """A choice among messages, and among what is in them."""

    EVERYTHING = "everything"
    CONVERSATION = "conversation"
    TOOLS = "tools"
    ERRORS = "errors"

    def shows(self, block: Block) -> bool:
        """Whether a block of a message is shown."""
        if self is Mode.EVERYTHING:
            return True
        if isinstance(block, ToolResult):
            return self is Mode.TOOLS or (self is Mode.ERRORS and block.failed)
        return isinstance(block, _KINDS[self])

    @property
    def pairs(self) -> bool:
        """Whether results are shown with their calls; errors stand for themselves."""
        return self is not Mode.ERRORS


_KINDS: dict[Mode, tuple[type[Block], ...]] = {
    Mode.CONVERSATION: (Text, Image, Broken, Cut),
    Mode.TOOLS: (ToolCall, Broken, Cut),
    Mode.ERRORS: (Cut,),
}

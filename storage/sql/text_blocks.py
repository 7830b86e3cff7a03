"""Text blocks of forces."""

from __future__ import annotations

from datetime import datetime

from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, replacing, run
from storage.sql.database import Database
from storage.text_blocks import BlockChange, TextBlock
from storage.visit_records import Author

_BLOCK = "title, text, kind, about"
_SAVED = f"{_BLOCK}, account_id, at"
_ALL = f"select id, {_BLOCK} from text_blocks where force_id = ? order by title, id"
_SAVE = (
    f"insert into text_blocks (force_id, id, {_SAVED}) values (?, ?, ?, ?, ?, ?, ?, ?) "
    f"on conflict (force_id, id) do update set {replacing(_SAVED)}"
)


class TextBlocks(Base):
    """The part of the store about text blocks; `storage.text_blocks` says what each method does."""

    def text_blocks(self, force_id: str) -> dict[str, TextBlock]:
        """See TextBlockStore."""
        return {block_id: TextBlock(*said) for block_id, *said in self._rows(_ALL, (force_id,))}

    def text_block_authors(self, force_id: str) -> dict[str, Author]:
        """See TextBlockStore."""
        found = self._rows(
            "select b.id, a.id, a.name, b.at from text_blocks b join accounts a on a.id = b.account_id "
            "where b.force_id = ?",
            (force_id,),
        )
        return {block_id: Author(who, name, datetime.fromisoformat(at)) for block_id, who, name, at in found}

    def change_text_blocks(self, force_id: str, account_id: str, change: BlockChange, now: datetime) -> None:
        """See TextBlockStore."""
        with self._writing() as db:
            found = run(db, _ALL, (force_id,)).fetchall()
            before = {block_id: TextBlock(*said) for block_id, *said in found}
            for block_id, block in change(before).items():
                if block == before.get(block_id):
                    continue
                _save(db, (force_id, block_id), block, (account_id, rows.to_time(now)))
                did = "removed" if block is None else "changed" if block_id in before else "added"
                write_log(db, force_id, account_id, f"{did}-text-block", block_id, now)


def _save(db: Database, own: tuple[str, str], block: TextBlock | None, changed: tuple[str, str]) -> None:
    if block is None:
        run(db, "delete from text_blocks where force_id = ? and id = ?", own)
    else:
        run(db, _SAVE, (*own, block.title, block.text, block.kind, block.about, *changed))

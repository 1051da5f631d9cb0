"""One sheet a block, behind a cover, contents and notes."""
import pandas as pd
import xlsxwriter

from blocks import block_table, block_title

NOTES = [("[z]", "not applicable"), ("[u]", "fewer than ten cases"), ("Marking", "OFFICIAL-SENSITIVE: small numbers are shown")]


def write_front(book, report, titles, styles):
    cover = book.add_worksheet("Cover")
    for row, text in enumerate([report["title"], report["subtitle"], "OFFICIAL-SENSITIVE"]):
        cover.write(row, 0, text, styles["title"] if row == 0 else None)
    contents = book.add_worksheet("Contents")
    contents.write(0, 0, "Contents", styles["title"])
    for row, (name, title) in enumerate(titles):
        contents.write_url(row + 2, 0, f"internal:'{name}'!A1", string=name)
        contents.write(row + 2, 1, title)
    contents.set_column(0, 1, 44)
    notes = book.add_worksheet("Notes")
    for row, (mark, text) in enumerate(NOTES):
        notes.write_row(row, 0, [mark, text])


def write_table(book, name, title, table, styles):
    sheet = book.add_worksheet(name)
    sheet.write(0, 0, title, styles["title"])
    sheet.write(1, 0, "This sheet holds one table.")
    table = table.astype(object).where(table.notna(), "[z]")
    for column in table.columns:
        table[column] = [cell.strftime("%Y-%m-%d") if isinstance(cell, pd.Timestamp) else cell for cell in table[column]]
    n_rows, n_columns = table.shape
    if n_rows == 0:
        sheet.write(2, 0, "No rows.")
        return
    sheet.add_table(2, 0, n_rows + 2, n_columns - 1, {
        "name": "t_" + name, "data": table.values.tolist(), "autofilter": False,
        "columns": [{"header": str(column)} for column in table.columns]})
    for index, column in enumerate(table.columns):
        width = max(len(str(column)), *(len(str(cell)) for cell in table[column]))
        sheet.set_column(index, index, min(width + 2, 60), styles["wrap"])


def write_workbook(path, report, edition):
    blocks = [block for page in report["pages"] for block in page["blocks"]]
    with xlsxwriter.Workbook(path) as book:
        styles = {"title": book.add_format({"bold": True, "font_size": 14}), "wrap": book.add_format({"text_wrap": True})}
        titles = [(block["id"][:31], block_title(edition, block)) for block in blocks]
        write_front(book, report, titles, styles)
        for block, (name, title) in zip(blocks, titles):
            write_table(book, name, title, block_table(edition, block), styles)

"""The report's pages with matplotlib: its blocks in rows by their widths, long tables over further sheets."""
import textwrap

import matplotlib

matplotlib.use("pdf")
import matplotlib.pyplot as plt  # noqa: E402
import pandas as pd  # noqa: E402
from matplotlib.backends.backend_pdf import PdfPages  # noqa: E402

from blocks import block_table, block_title  # noqa: E402

A4 = (11.69, 8.27)
WIDTHS = {"half": 3, "third": 2, "two thirds": 4}
COLOURS = ["#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"]
ROWS_A_SHEET = 26


def draw_line(ax, edition, block, table):
    ax.plot(table.period_end, table.value, color=COLOURS[0], marker="o", markersize=3)
    if "mean" in table:
        ax.plot(table.period_end, table["mean"], color=COLOURS[4], linewidth=0.8)
        ax.fill_between(table.period_end, table.lower, table.upper, color="#BBBBBB", alpha=0.35)
    target = edition.target(block["measure"])
    if target is not None:
        ax.axhline(target.target, color=COLOURS[3], linestyle="--", linewidth=0.8)
    if len(table):
        ax.annotate(f"{table.value.iloc[-1]:g}", (table.period_end.iloc[-1], table.value.iloc[-1]), fontsize=8)
    ax.tick_params(axis="x", labelrotation=30)


def draw_bars(ax, edition, block, table):
    table = table.iloc[:15][::-1]
    bars = ax.barh(table.category.str.slice(0, 40), table.value.fillna(0), color=COLOURS[0])
    ax.bar_label(bars, fmt="%g", fontsize=7)


def draw_funnel(ax, edition, block, table):
    share = table.numerator.sum() / max(table.denominator.sum(), 1)
    n = pd.Series(range(1, int(table.denominator.max()) + 1))
    spread = 300 * (share * (1 - share) / n) ** 0.5
    ax.scatter(table.denominator, table.value, s=9, color=COLOURS[0])
    ax.plot(n, (100 * share + spread).clip(upper=100), n, (100 * share - spread).clip(lower=0), color=COLOURS[4], linewidth=0.8)


def draw_stack(ax, edition, block, table):
    below = 0
    names = table.iloc[:, 0]
    labels = names.dt.strftime("%b %y") if names.dtype.kind == "M" else names
    for colour, column in zip(COLOURS * 3, table.columns[1:]):
        ax.bar(labels, table[column], bottom=below, color=colour, label=column)
        below = below + table[column]
    ax.legend(fontsize=6, ncol=4)
    ax.tick_params(axis="x", labelrotation=60)


def draw_multiples(ax, edition, block, table):
    for colour, column in zip(COLOURS * 3, table.columns[1:]):
        ax.plot(table.period_end, table[column], color=colour, label=column, linewidth=1)
    ax.legend(fontsize=6, ncol=4)


def cell_text(cell):
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    return f"{cell:g}" if isinstance(cell, float) else textwrap.shorten(str(cell), 60)


def draw_table(ax, edition, block, table):
    """One text a column, which matplotlib draws much sooner than a table of cells."""
    ax.axis("off")
    shown = table.head(ROWS_A_SHEET).astype(object).where(table.notna(), "")
    texts = [[str(column), *map(cell_text, shown[column])] for column in shown.columns]
    widths = [max(map(len, column)) + 2 for column in texts]
    at = 0
    for column, width in zip(texts, widths):
        ax.text(at / max(sum(widths), 90), 1, "\n".join(column), va="top", fontsize=7, linespacing=1.5,
                transform=ax.transAxes)
        at += width


DRAW = {"spc": draw_line, "line": draw_line, "bars": draw_bars, "share": draw_bars, "funnel": draw_funnel, "stack": draw_stack,
        "amounts": draw_stack, "parts": draw_stack, "multiples": draw_multiples}


def rows_of(blocks):
    """Blocks side by side as long as their widths make no more than a page's."""
    rows, room = [], 0
    for block in blocks:
        width = WIDTHS.get(block.get("width"), 6)
        if width > room:
            rows.append([])
            room = 6
        rows[-1].append(block)
        room -= width
    return rows


def draw_page(book, edition, page, number):
    rows = rows_of(page["blocks"])
    figure = plt.figure(figsize=A4)
    grid = figure.add_gridspec(len(rows), 6, left=0.1, right=0.96, top=0.88, bottom=0.08, hspace=0.55, wspace=0.9)
    figure.suptitle(page["title"], x=0.05, ha="left", fontsize=18, weight="bold")
    figure.text(0.05, 0.02, f"OFFICIAL-SENSITIVE  Page {number}", fontsize=8)
    rest = []
    for i, row in enumerate(rows):
        at = 0
        for block in row:
            width = WIDTHS.get(block.get("width"), 6)
            ax = figure.add_subplot(grid[i, at:at + width])
            at += width
            table = block_table(edition, block)
            ax.set_title(block_title(edition, block), fontsize=9, loc="left", weight="bold")
            ax.tick_params(labelsize=7)
            DRAW.get(block["chart"], draw_table)(ax, edition, block, table)
            if block["chart"] not in DRAW and len(table) > ROWS_A_SHEET:
                rest.append((block, table.iloc[ROWS_A_SHEET:]))
    book.savefig(figure)
    plt.close(figure)
    return rest


def draw_rest(book, edition, title, block, table, number):
    figure = plt.figure(figsize=A4)
    figure.suptitle(f"{title} (continued)", x=0.05, ha="left", fontsize=18, weight="bold")
    figure.text(0.05, 0.02, f"OFFICIAL-SENSITIVE  Page {number}", fontsize=8)
    draw_table(figure.add_axes([0.05, 0.08, 0.9, 0.8]), edition, block, table)
    book.savefig(figure)
    plt.close(figure)


def write_pdf(path, report, edition):
    matplotlib.rcParams.update({"font.family": "sans-serif", "font.sans-serif": ["Liberation Sans", "DejaVu Sans"],
                                "pdf.fonttype": 42, "axes.spines.top": False, "axes.spines.right": False})
    number = 0
    with PdfPages(path) as book:
        for page in report["pages"]:
            number += 1
            for block, table in draw_page(book, edition, page, number):
                for start in range(0, len(table), ROWS_A_SHEET):
                    number += 1
                    draw_rest(book, edition, page["title"], block, table.iloc[start:start + ROWS_A_SHEET], number)

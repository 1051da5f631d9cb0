#!/bin/sh
# --charts: every chart as a picture of its own, with its words.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
cd "$scratch" || exit 1

# Of so few cases every number is hidden or 0, and nothing would be drawn.
draw() { "$program" run --unsuppressed --extracts "$clean" --as-at 2021-01-21 --warehouse w.db --out "$@" --quiet; }

says "a run draws its charts" draw out --charts
says "there are some" test -s out/charts/send-scorecard-requests_by_month.svg
says "each is there in both forms" sh -c "cd out/charts && for file in *.svg; do test -s \${file%.svg}.png || exit 1; done; test \$(ls *.png | wc -l) = \$(ls *.svg | wc -l)"
says "PNG are PNG" python3 -c "
import glob
assert all(open(path, 'rb').read(8) == bytes([137, 80, 78, 71, 13, 10, 26, 10]) for path in glob.glob('out/charts/*.png'))"
says "SVG are XML with a title and a description" python3 -c "
import glob, xml.etree.ElementTree as xml
for path in glob.glob('out/charts/*.svg'):
    root = xml.parse(path).getroot()
    words = [(root.find('{http://www.w3.org/2000/svg}' + name).text or '') for name in ('title', 'desc')]
    assert words[0] and len(words[1]) >= 20, (path, words)"
says "tables have none" test ! -e out/charts/send-scorecard-at_glance.svg
says "they are among the outputs of the manifest" grep -q '"charts/send-scorecard-requests_by_month.png"' out/manifest.json
says "drawn again" draw again --charts
says "they are the same bytes" diff -r out/charts again/charts
says "without the flag" draw out
says "they go with the old set" test ! -e out/charts

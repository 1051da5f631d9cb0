#!/bin/sh
# What readers of the PDF find in it: the sample document of tests/sample_document.h through qpdf and poppler. TAP.
cd "$(dirname "$0")/.." || exit 1
. tests/tap
pdf=$scratch/sample.pdf
build/tests/test_pdf "$pdf" || { echo "not ok - the sample is written"; exit 1; }

same_elsewhere() {
    TZ=Asia/Kolkata LC_ALL=de_DE.UTF-8 SOURCE_DATE_EPOCH=7 build/tests/test_pdf "$scratch/again.pdf" && cmp "$pdf" "$scratch/again.pdf"
}
has_line() {
    grep -qF -- "$2" "$1"
}
pages() {
    pdfinfo "$pdf" | sed -n 's/^Pages: *//p'
}
every_page_is_marked() {
    n=$(pages)
    for page in $(seq "$n"); do
        pdftotext -layout -f "$page" -l "$page" "$pdf" "$scratch/page.txt"
        grep -q 'OFFICIAL' "$scratch/page.txt" && grep -q "Page $page of $n\$" "$scratch/page.txt" || { echo "page $page"; return 1; }
    done
}
only_the_pinned_font() {
    pdffonts "$pdf" | sed 1,2d | grep -v 'LiberationSans.* yes yes yes ' && return 1
    return 0
}
head_is_repeated() {
    [ "$(grep -c 'Definition  ' "$scratch/text")" -ge 3 ]
}
a_bookmark_a_page() {
    [ "$(qpdf --json "$pdf" | grep -c '"/Dest"\|"dest":')" -ge "$(pages)" ]
}

pdftotext -layout "$pdf" "$scratch/text"
pdfinfo -struct-text "$pdf" >"$scratch/structure"
tr -s ' \n' '  ' <"$scratch/structure" >"$scratch/read"
pdfinfo "$pdf" >"$scratch/info"
qpdf --qdf --object-streams=disable "$pdf" "$scratch/plain" 2>/dev/null

says "qpdf finds no fault" qpdf --check "$pdf"
says "the bytes are the same in another time zone and locale" same_elsewhere
says "every page has its marking and number" every_page_is_marked
says "only the pinned font is used, embedded and with its characters" only_the_pinned_font
says "the title is in the properties" has_line "$scratch/info" 'SEND scorecard'
says "the date is the data's" grep -aq '/CreationDate (D:20210121000000Z)' "$scratch/plain"
says "the language is set" grep -aq '/Lang (en-GB)' "$scratch/plain"
says "it claims PDF/UA-1" grep -aq '<pdfuaid:part>1<' "$scratch/plain"
says "painting outside the structure is an artifact" grep -aq '/Artifact BMC' "$scratch/plain"
says "figures have alternative texts" grep -aq '/Alt (Chart t01_spc: values over time' "$scratch/plain"
says "figures have boxes" grep -aq '/BBox' "$scratch/plain"
says "heading cells have scopes" grep -aq '/Scope /Row' "$scratch/plain"
says "a long paragraph is read whole" has_line "$scratch/read" 'a second cell is hidden where the first could be worked out from the rest of the table.'
says "a wrapped finding is read whole" has_line "$scratch/read" 'more than at the previous board and 12.5 below the target of 60%.'
says "a long table repeats its head" head_is_repeated
says "hidden and unsure figures show their symbols" grep -q '55\.5% \[u\]' "$scratch/text"
says "a hidden figure is [c]" grep -q 'P03 .*\[c\]' "$scratch/text"
says "thousands are separated" grep -q '3,145' "$scratch/text"
says "an empty block says why" has_line "$scratch/text" '[x] The extract therapy_waits is missing.'
says "there are as many bookmarks as pages" a_bookmark_a_page

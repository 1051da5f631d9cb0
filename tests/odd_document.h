/* A document of extremes: too many rows, too long words, one point, no point, no page source. The caller frees it. */
#ifndef SCORECARD_TESTS_ODD_DOCUMENT_H
#define SCORECARD_TESTS_ODD_DOCUMENT_H

#include "tests/sample_document.h"

struct document *odd_document(void);

#endif

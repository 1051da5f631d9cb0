# make demo     installs missing Debian packages, builds, makes the demo council, runs the board's scorecard on it
# make test     the same set-up, then every test; last line: N passed, N failed
# make torture  every fault at every system call of load, run and sample; hours, with EVERY=20 at each 20th one
# make bench    measures load, count and run beside other tools; make bench-peers gets DuckDB for it, by npm
# make coverage shows which lines and branches the tests reach
# make lint     formats and checks the code
# make threads  a run over the demo under ThreadSanitizer, which ends with an error where threads meet unguarded
# make valgrind every command under valgrind on a small council; minutes
# make fuzz     builds the fuzz targets of tests/fuzz with clang and libFuzzer (tests/fuzz/README.md)
# make install  PREFIX=/usr/local; make clean
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= gcc
ifeq ($(origin CC),default)
CC      := gcc
endif
VERSION := 1.0.0

PACKAGES := gcc pkg-config libcsv-dev libsqlite3-dev libxlsxwriter-dev libcairo2-dev libpango1.0-dev libglib2.0-dev \
	libjson-glib-dev libqpdf-dev libgnutls28-dev libcmocka-dev fonts-liberation2
TEST_PACKAGES := poppler-utils unzip sqlite3 qpdf libasan8 libubsan1 python3

LIBRARIES := sqlite3 xlsxwriter cairo cairo-pdf pangocairo pangoft2 fontconfig glib-2.0 gio-2.0 json-glib-1.0 libqpdf gnutls
ifneq ($(shell which pkg-config 2>/dev/null),)
THIRD_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null))
THIRD_LIBS   := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lcsv -lm -pthread
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wpointer-arith -Wcast-qual -Wvla -Wundef -Wformat=2 -Wswitch-enum -Wimplicit-fallthrough -Werror
HARDENING := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
ifdef SANITIZE
OPTIMISE  := -Og -g1 -pipe -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
HARDENING := -fPIE
LDFLAGS   += -fsanitize=$(SANITIZE)
else
OPTIMISE  ?= -O2 -g
endif
CFLAGS  ?=
ALL_CFLAGS := -std=c17 -D_XOPEN_SOURCE=700 -DSCORECARD_VERSION='"$(VERSION)"' -DSCORECARD_PREFIX='"$(PREFIX)"' -DG_LOG_DOMAIN='"scorecard"' -I. -I$(BUILD) \
	$(OPTIMISE) $(HARDENING) $(WARNINGS) $(THIRD_CFLAGS) $(CFLAGS) -MMD -MP
ALL_LDFLAGS := -pie -Wl,-z,relro,-z,now $(LDFLAGS)

SOURCES := $(sort $(wildcard pipeline/*.c pipeline/lib/*.c stages/*/*.c reports/render/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY_OBJECTS := $(filter-out $(BUILD)/pipeline/main.o,$(OBJECTS))
TEST_SOURCES := $(sort $(wildcard tests/test_*.c))
TEST_PROGRAMS := $(TEST_SOURCES:%.c=$(BUILD)/%)
TEST_SUPPORT := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(TEST_SOURCES),$(sort $(wildcard tests/*.c))))

.PHONY: all demo test torture bench bench-peers coverage lint install clean packages test-packages programs tests fuzz fuzz-programs threads valgrind
all: packages
	@$(MAKE) --no-print-directory programs
programs: $(BUILD)/scorecard $(BUILD)/council
tests: programs $(TEST_PROGRAMS) $(BUILD)/tests/fault $(BUILD)/tests/late.so $(BUILD)/tests/refuse.so $(BUILD)/tests/clock.so

packages:
	@./pipeline/install-packages $(PACKAGES)
test-packages:
	@./pipeline/install-packages $(PACKAGES) $(TEST_PACKAGES)

# SQL of our own that no project replaces is compiled in: stages/sql/load.sql becomes the text load_sql.
SQL_HEADERS := $(patsubst %,$(BUILD)/%.h,$(sort $(wildcard stages/sql/*.sql)))
.SECONDARY: $(SQL_HEADERS)
$(BUILD)/%.sql.h: %.sql Makefile
	@mkdir -p $(@D)
	@{ echo 'static const char $(notdir $*)_sql[] = {'; od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g'; echo '0};'; } > $@

$(BUILD)/%.o: %.c Makefile | $(SQL_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c $< -o $@
$(BUILD)/libscorecard.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	ar rcs $@ $^
$(BUILD)/scorecard: $(BUILD)/pipeline/main.o $(BUILD)/libscorecard.a
	$(CC) $(ALL_LDFLAGS) $^ $(THIRD_LIBS) -o $@
$(BUILD)/council: $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard fixtures/*.c))) $(BUILD)/libscorecard.a
	$(CC) $(ALL_LDFLAGS) $^ $(THIRD_LIBS) -o $@
$(BUILD)/tests/%.so: tests/torture/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -shared -fPIC $< -o $@
$(BUILD)/tests/fault: $(BUILD)/tests/torture/fault.o
	$(CC) $(ALL_LDFLAGS) $^ -o $@
$(BUILD)/tests/libsupport.a: $(TEST_SUPPORT)
	@rm -f $@
	ar rcs $@ $^
# The tests' own code runs for moments: without optimisation it is compiled in half the time.
$(BUILD)/tests/test_%.o: OPTIMISE := $(patsubst -O%,-O0,$(OPTIMISE))
$(BUILD)/tests/test_%.o: HARDENING := -fPIE
$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o $(BUILD)/tests/libsupport.a $(BUILD)/libscorecard.a
	$(CC) $(ALL_LDFLAGS) $^ $(THIRD_LIBS) -lcmocka -o $@

# Programs whose tests bring measures of their own (tests/counted.h) read and prepare all definitions for each test. They lie
# beside few, which are found before those of the project: a tenth of the time.
FEW := $(BUILD)/tests/few
FEW_TESTS := test_models $(patsubst tests/%.c,%,$(shell grep -lE '"tests/(counted|edition)\.h"' $(TEST_SOURCES)))
FEW_SCHEMAS := actions assessment audits baselines commentary establishments fsmperiod localities namedplan person plandetail \
	pupilonroll requests senneeds steps survey_questions targets
FEW_MODELS := mart_action mart_census stg_actions
FEW_FILES := settings.json $(FEW_SCHEMAS:%=schemas/%.json) $(wildcard schemas/codes/*.csv) $(FEW_MODELS:%=stages/models/%.sql)
$(FEW)/settings.json: $(FEW_FILES) $(wildcard tests/few/*/*/*) Makefile
	@rm -rf $(FEW)/schemas $(FEW)/stages && mkdir -p $(FEW)
	@cp --parents $(FEW_FILES) $(FEW)/ && cp -r tests/few/. $(FEW)/ && touch $@
$(FEW)/test_%: $(BUILD)/tests/test_%.o $(BUILD)/tests/libsupport.a $(BUILD)/libscorecard.a | $(FEW)/settings.json
	$(CC) $(ALL_LDFLAGS) $^ $(THIRD_LIBS) -lcmocka -o $@
$(FEW_TESTS:%=$(BUILD)/tests/%): $(BUILD)/tests/%: $(FEW)/%
	@ln -sf few/$* $@

# Fuzz targets lie beside a project of their own, in which each finds its schemas and SQL. Without libFuzzer they are fed
# by tests/fuzz/replay.c.
FUZZ_TARGETS := $(patsubst tests/fuzz/target_%.c,%,$(sort $(wildcard tests/fuzz/target_*.c)))
FUZZ_PROGRAMS := $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)
FUZZ_DRIVER ?= $(BUILD)/tests/fuzz/replay.o
FUZZ_LDFLAGS ?=
.SECONDARY: $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/target_%.o) $(BUILD)/tests/fuzz/replay.o
# Small limits and buffers, so that short inputs meet their edges.
FUZZ_SIZES := -DCSV_CELL_LIMIT=1500 -DCSV_RECORD_LIMIT=3000 -DCSV_RECORD_CELLS=100 -DCHUNK=64 -DDECODER_INPUT=48 \
	-DIMAGE_PAGE=1024 -DIMAGE_MOST_ROWS=64
fuzz-programs: $(FUZZ_PROGRAMS)
$(FUZZ_PROGRAMS): $(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/target_%.o $(FUZZ_DRIVER) $(BUILD)/tests/libsupport.a $(BUILD)/libscorecard.a | $(BUILD)/fuzz/settings.json
	$(CC) $(ALL_LDFLAGS) $(FUZZ_LDFLAGS) $^ $(THIRD_LIBS) -o $@
$(BUILD)/fuzz/settings.json: settings.json schemas/establishments.json $(shell find tests/fuzz/project -type f)
	@mkdir -p $(@D)
	@cp -r tests/fuzz/project/. settings.json $(@D)/
	@cp schemas/establishments.json $(@D)/schemas/
	@touch $@
fuzz:
	@./pipeline/install-packages clang
	@$(MAKE) --no-print-directory CC=clang BUILD=build/fuzzing SANITIZE=fuzzer-no-link,address,undefined CFLAGS="-Wno-error $(FUZZ_SIZES)" \
	    FUZZ_DRIVER= FUZZ_LDFLAGS=-fsanitize=fuzzer fuzz-programs

# GLib and the libraries of drawing are not built for it: what they keep among themselves is not told.
threads: packages
	@$(MAKE) --no-print-directory BUILD=build/threaded SANITIZE=thread programs
	@rm -rf build/threaded/demo && mkdir -p build/threaded/demo/extracts
	build/threaded/council build/threaded/demo/extracts fixtures/published
	G_SLICE=always-malloc TSAN_OPTIONS=ignore_noninstrumented_modules=1 setarch -R build/threaded/scorecard run --quiet \
	    --extracts build/threaded/demo/extracts --as-at 2021-01-21 --warehouse build/threaded/demo/w.db --out build/threaded/demo/out

valgrind: test-packages
	@$(MAKE) --no-print-directory programs
	@./tests/valgrind

# The demo council: its extracts are made once, and the run is repeated only when program, data or definitions changed.
DEMO := $(BUILD)/demo
demo: packages
	@$(MAKE) --no-print-directory $(DEMO)/out/manifest.json
	@echo "The board's workbook: $(DEMO)/out/send-scorecard.xlsx"
	@echo "The board's PDF:      $(DEMO)/out/send-scorecard.pdf"
$(DEMO)/extracts/.made: $(BUILD)/council $(wildcard fixtures/published/*)
	@rm -rf $(DEMO)/extracts && mkdir -p $(DEMO)/extracts
	$(BUILD)/council $(DEMO)/extracts fixtures/published
	@touch $@
DEFINITIONS := settings.json $(wildcard schemas/*.json schemas/codes/*.csv stages/models/*.sql stages/checks/*.sql stages/facts/*.sql stages/measures/*.sql stages/identities/*.sql reports/*.json)
$(DEMO)/out/manifest.json: $(BUILD)/scorecard $(DEMO)/extracts/.made $(DEFINITIONS)
	$(BUILD)/scorecard run --extracts $(DEMO)/extracts --as-at 2021-01-21 --warehouse $(DEMO)/warehouse.db --out $(DEMO)/out
	@touch $@

test: test-packages
	@./tests/run

# \`make test\` makes a sample of the faults.
torture: test-packages
	@$(MAKE) --no-print-directory programs $(BUILD)/tests/fault $(BUILD)/tests/refuse.so $(BUILD)/tests/clock.so
	@./tests/torture.sh --all $(EVERY) && ./tests/refuse.sh --all

bench: test-packages
	@$(MAKE) --no-print-directory programs
	@./bench/run
bench-peers:
	npm install --prefix bench --no-save --no-package-lock --no-audit --no-fund @duckdb/node-api

coverage: test-packages
	@./tests/coverage

lint:
	@./tests/lint

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/scorecard $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/scorecard $(DESTDIR)$(PREFIX)/bin/scorecard
	install -m 644 docs/scorecard.1 $(DESTDIR)$(PREFIX)/share/man/man1/scorecard.1
	cp -r --parents settings.json init schemas stages/models stages/checks stages/measures stages/facts stages/identities reports/*.json $(DESTDIR)$(PREFIX)/share/scorecard/

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d) $(TEST_SUPPORT:.o=.d) $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/target_%.d)

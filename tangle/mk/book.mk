# SPDX-License-Identifier: MIT
#
# From chapters to pages: the weaver writes one Markdown file a page, pandoc and tangle/book/book.lua
# lay each out. print.mk makes the PDF and the EPUB from the same Markdown.

# Reading order. Only book.md, the chapters and the appendices have sources; the weaver makes the rest. The
# indexes are several pages, each named after its first letter; tangle/book/letters.c divides them the same way.
book-sources := $(wildcard book.md) $(chapters) $(sort $(wildcard chapters/appendix-*.nw))
book-pages := index $(patsubst chapters/%.nw,%,$(filter-out book.md,$(book-sources))) \
	exercises chunk-index chunk-index-a chunk-index-m identifier-index $(addprefix identifier-index-,d g m p s t)
BOOK_MD := $(book-pages:%=build/book/md/%.md)
BOOK_FROM := markdown-auto_identifiers-blank_before_header-citations-example_lists-raw_tex-tex_math_dollars
BOOK_LUA := tangle/book/book.lua
BOOK_CODE := tangle/book/code.lua
BOOK_REVISION := build/book/revision
BOOK_LUNR := /usr/share/javascript/lunr/lunr.min.js

html := build/book/html
html-pages := $(book-pages:%=$(html)/%.html)
# What the copy buttons of a page copy. Only pages with chunks ask for it.
html-copies := $(patsubst chapters/%.nw,$(html)/%.copy.js,$(filter chapters/%,$(book-sources)))

.PHONY: html book
## make html             the web pages, in build/book/html
html: $(html-pages) $(html-copies) $(html)/book.css $(html)/book.js $(html)/search.js $(html)/lunr.js build/book/stale

## make book             the book: web pages, PDF and EPUB, in build/book
book: html

weave-sources := $(wildcard tangle/book/*.c) $(addprefix tangle/source/,exercise.c markup.c order.c report.c stream.c) \
	$(addprefix tangle/lib/,arena.c fail.c file.c text.c)
build/bin/weave: $(call objects,$(weave-sources))
	@mkdir -p $(@D)
	$(Q)$(call link-tool)

CHECK_SUITES += book/weave
build/check/book/weave.result: build/tests/book/weave-sanitized build/tests/book/weave.from build/bin/tangle build/bin/origins build/bin/figure \
	$(BOOK_LUA) $(BOOK_CODE) tangle/book/print/answers.lua tangle/book/web/page.html tangle/book/words.en tangle/book/identifiers.ctags \
	$(wildcard tests/book/weave/chapters/*.nw tests/book/weave/chapters/transcripts/* tests/book/weave/chapters/linux/*)

build/tests/book/weave-sanitized: $(weave-sources) $(wildcard tangle/book/*.h tangle/source/*.h tangle/lib/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) -fsanitize=address,undefined -fno-sanitize-recover -o $@.tmp $(filter %.c,$^) && mv $@.tmp $@

# pandoc's input format, for the suite.
build/tests/book/weave.from: tangle/mk/book.mk
	@mkdir -p $(@D)
	@echo '$(BOOK_FROM)' >$@

# What a header defines is where the header's lines come from. Every prefix is looked at, for a chunk that a later chapter replaces is in no other. Skeletons and answers
# have names of their own.
tagged := $(prefixes:%=build/%/src) build/exercises/exercises build/exercises/answers
build/book/tags: $(prefixes:%=build/%/src.stamp) build/exercises.stamp tangle/book/identifiers.ctags build/bin/origins
	@mkdir -p $(@D) $(tagged)
	$(Q){ $(foreach tree,$(tagged),ctags --quiet --options=NONE --options=tangle/book/identifiers.ctags -R -f $@.found $(tree) && \
	  build/bin/origins $(tree) <$@.found &&) :; } >$@.tmp && rm $@.found && mv $@.tmp $@

# A page's file changes only when its bytes do, so a change to one chapter makes few pages anew.
build/book/weave.stamp: build/bin/weave build/bin/figure build/book/tags tangle/book/words.en build/chapters \
		$(book-sources) $(wildcard chapters/transcripts/* chapters/linux/*)
	@mkdir -p build/book/md
	$(Q)build/bin/weave -w tangle/book/words.en -i build/book/tags -t chapters/transcripts \
		-f build/bin/figure -o build/book/md $(book-sources)
	@touch $@

$(BOOK_MD): build/book/weave.stamp ;

# Laid out, but without the revision: a commit must not send every page through pandoc again.
build/book/pages/%.html: build/book/md/%.md $(BOOK_LUA) $(BOOK_CODE) tangle/book/web/page.html
	@mkdir -p $(@D)
	$(Q)pandoc -f $(BOOK_FROM) --wrap=preserve -t html5 --template tangle/book/web/page.html \
		--lua-filter $(BOOK_LUA) -M target=page -M search=$(@:.html=.search) -M copies=$(@:.html=.copy.js) -o $@.tmp $< && mv $@.tmp $@

.SECONDARY: $(book-pages:%=build/book/pages/%.html)

# Unpacked inside somebody else's repository, the book must not take that one's revision.
$(BOOK_REVISION): FORCE
	@mkdir -p $(@D)
	@{ git ls-files --error-unmatch $(firstword $(MAKEFILE_LIST)) && git describe --tags --always --dirty=-modified || \
		echo unversioned; } 2>/dev/null | tail -n 1 >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

$(html)/%.html: build/book/pages/%.html $(BOOK_REVISION)
	@mkdir -p $(@D)
	@sed "s/@REVISION@/$$(cat $(BOOK_REVISION))/" $< >$@.tmp && mv $@.tmp $@

$(html-copies): $(html)/%.copy.js: build/book/pages/%.html
	@mkdir -p $(@D)
	@cp build/book/pages/$*.copy.js $@.tmp && mv $@.tmp $@

$(html)/book.css: tangle/book/web/book.css tangle/book/web/code.css tangle/book/figures/figures.css
	@mkdir -p $(@D)
	@cat $^ >$@.tmp && mv $@.tmp $@

$(html)/book.js: tangle/book/web/book.js
	@mkdir -p $(@D)
	@cp $< $@.tmp && mv $@.tmp $@

$(html)/lunr.js: $(BOOK_LUNR)
	@mkdir -p $(@D)
	@cp $< $@.tmp && mv $@.tmp $@

# A classic script, because a page from the disk may not fetch.
$(html)/search.js: $(html-pages)
	@{ echo 'var searchEntries = ['; cat $(book-pages:%=build/book/pages/%.search); echo '];'; } >$@.tmp && mv $@.tmp $@

# Pages of chapters that are gone must not be found in the folder, nor in the zip.
.PHONY: build/book/stale
build/book/stale: $(html-pages) $(html-copies)
	@rm -f $(filter-out $^,$(wildcard $(html)/*.html $(html)/*.copy.js))

# SPDX-License-Identifier: MIT
#
# The book on paper and on readers: PDF by Typst, EPUB by pandoc, both from the weaver's Markdown,
# and the zip that readers get. The same source gives the same bytes: times come from SOURCE_DATE_EPOCH.

wording = $(shell sed -n 's/^$1 = //p' tangle/book/words.en)
print-filter := tangle/book/print/answers.lua
day = $$(date -u -d @$(SOURCE_DATE_EPOCH) +%Y-%m-%d)

.PHONY: pdf epub dist no-pdf
## make pdf              build/book/book.pdf
pdf: build/book/book.pdf
## make epub             build/book/book.epub
epub: build/book/book.epub

# What lays the PDF out is no Debian package: who does not want it, or has no network, has the rest of the book without.
BOOK_TYPST := node_modules/@myriaddreamin/typst-ts-node-compiler/package.json
pdf-lacks := $(if $(filter book,$(MAKECMDGOALS)),$(strip $(foreach tool,node qpdf,$(if $(shell command -v $(tool)),,$(tool))) $(if $(wildcard $(BOOK_TYPST)),,Typst)))
book: epub $(if $(pdf-lacks),no-pdf,pdf)
no-pdf: html epub
	@echo 'build/book/book.pdf was not made: to lay it out, $(pdf-lacks) is missing here. The web pages and the EPUB are whole; `make pdf` makes it up.'

# A page as Typst source: a change to one chapter sends one page through pandoc.
build/book/typ/%.typ: build/book/md/%.md $(BOOK_CODE) $(print-filter) tangle/book/print/typst.lua
	@mkdir -p $(@D)
	$(Q)pandoc -f $(BOOK_FROM) -t plain --wrap=preserve --lua-filter $(print-filter) --lua-filter tangle/book/print/typst.lua -o $@.tmp $< && mv $@.tmp $@

# The whole book takes longer than all else that make check does, for its pages name each other: make check looks at a part of it,
# which is laid out in a quarter of the time. Of the chapters some are in it (closely, in tangle.mk), and of the indexes one.
in-part := $(foreach p,$(closely),$(filter $p-%,$(book-pages)))
part-pages := $(filter $(in-part) index appendix-% exercises identifier-index,$(book-pages))

build/book/book.pdf: print-pages := $(book-pages)
build/book/book.pdf: $(book-pages:%=build/book/typ/%.typ)
build/check/book.pdf: print-pages := $(part-pages)
build/check/book.pdf: $(part-pages:%=build/book/typ/%.typ)
build/book/book.pdf build/check/book.pdf: $(BOOK_REVISION) $(BOOK_TYPST) $(wildcard tangle/book/print/*.typ) tangle/book/print/typeset.mjs tangle/book/print/fonts.conf
	@mkdir -p $(@D)
	$(Q)node tangle/book/print/typeset.mjs $@.tmp day=$(day) revision="$$(cat $(BOOK_REVISION))" pages='$(print-pages)'
	$(Q)qpdf --object-streams=generate --deterministic-id $@.tmp $@ && rm $@.tmp

# pandoc stamps some of what it packs with the time of day: packed again, names sorted, one time, one mode.
print-styles := tangle/book/web/code.css tangle/book/figures/figures.css
same-files = find $1 -type f -exec chmod 644 {} + -exec touch -d @$(SOURCE_DATE_EPOCH) {} +
build/book/book.epub: $(BOOK_MD) $(BOOK_LUA) $(BOOK_CODE) $(BOOK_REVISION) $(print-filter) tangle/book/words.en \
		tangle/book/print/epub.css tangle/book/print/cover.svg tangle/book/print/accessibility.opf $(print-styles)
	$(Q)pandoc -f $(BOOK_FROM) --preserve-tabs --wrap=preserve --lua-filter $(print-filter) --lua-filter $(BOOK_LUA) \
		-M target=epub -t epub3 --toc --toc-depth=2 --epub-cover-image=tangle/book/print/cover.svg \
		-M lang='$(call wording,lang)' -M title='$(call wording,title)' -M subtitle='$(call wording,subtitle)' \
		-M toc-title='$(call wording,contents)' -M revision="$$(cat $(BOOK_REVISION))" \
		-M date=$(day) -M identifier=urn:x-borrowed-pages:book \
		-M creator='$(call wording,authors)' -M rights='$(call wording,licence)' \
		$(print-styles:%=--css=%) --css=tangle/book/print/epub.css -o $@.tmp $(BOOK_MD)
	@rm -rf $@.d && mkdir $@.d && unzip -q $@.tmp -d $@.d && rm $@.tmp
	@sed -i -e '/property="schema:/d' -e '/<dc:rights/r tangle/book/print/accessibility.opf' $@.d/EPUB/content.opf
	@$(call same-files,$@.d)
	@cd $@.d && zip -q -X -D -0 ../book.epub.tmp mimetype && find . -type f ! -name mimetype | sort | zip -q -X -D -@ ../book.epub.tmp
	@rm -r $@.d && mv $@.tmp $@

dist-folder = $(@D)/dist/borrowed-pages
## make dist             build/borrowed-pages.zip: the book in three formats; unzip it, open index.html
dist: build/borrowed-pages.zip
build/borrowed-pages.zip: build/book/book.pdf
build/check/borrowed-pages.zip: build/check/book.pdf
build/borrowed-pages.zip build/check/borrowed-pages.zip: html build/book/book.epub LICENSE $(wildcard LICENSES/*)
	@rm -rf $(dist-folder) $@.tmp && mkdir -p $(dist-folder)
	@cp -R build/book/html/. LICENSE LICENSES $(dist-folder)
	@cp $(filter %.pdf,$^) $(dist-folder)/borrowed-pages.pdf
	@cp build/book/book.epub $(dist-folder)/borrowed-pages.epub
	@$(call same-files,$(dist-folder))
	$(Q)zip="$$PWD/$@.tmp" && cd $(@D)/dist && find borrowed-pages -type f | sort | zip -q -X -D -@ "$$zip"
	@mv $@.tmp $@

# The pictures in README.md are made by hand of whoever changes what they show; they are not rebuilt by any other verb.
.PHONY: pictures
## make pictures         pictures/*.png of README.md, from a page of the book and from a boot
picture-of := 03
pictures: html build/$(picture-of)/kernel.elf build/bin/boot
	@mkdir -p pictures
	$(Q){ echo '$$ make chapter $(patsubst 0%,%,$(picture-of))'; RUN=batch build/bin/boot build/$(picture-of)/kernel.elf </dev/null; } | \
		node tangle/book/print/pictures.mjs pictures $(firstword $(wildcard build/book/html/$(picture-of)-*.html))

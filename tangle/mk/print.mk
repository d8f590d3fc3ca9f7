# SPDX-License-Identifier: MIT
#
# The book on paper and on readers: PDF by WeasyPrint, EPUB by pandoc, both from the weaver's Markdown,
# and the zip that readers get. The same source gives the same bytes: times come from SOURCE_DATE_EPOCH.

wording = $(shell sed -n 's/^$1 = //p' tangle/book/words.en)
# Fixed words reach pandoc's templates and our filter as metadata.
print-words = -M lang='$(call wording,lang)' -M title='$(call wording,title)' -M subtitle='$(call wording,subtitle)' \
	-M toc-title='$(call wording,contents)' -M revision="$$(cat $(BOOK_REVISION))"
print-pandoc = pandoc -f $(BOOK_FROM) --preserve-tabs --wrap=preserve \
	--lua-filter tangle/book/print/answers.lua --lua-filter $(BOOK_LUA) --toc --toc-depth=2 $(print-words)
print-inputs = $(BOOK_MD) $(BOOK_LUA) $(BOOK_REVISION) tangle/book/print/answers.lua tangle/book/words.en
print-styles := tangle/book/web/code.css tangle/book/figures/figures.css

.PHONY: pdf epub dist
book: pdf epub
## make pdf              build/book/book.pdf
pdf: build/book/book.pdf
## make epub             build/book/book.epub
epub: build/book/book.epub

# The whole book takes longer than all else that make check does, for its pages name each other: make check looks at a part of it,
# which is laid out in a quarter of the time. Of the chapters some are in it (closely, in tangle.mk), and of the indexes one.
in-part := $(foreach p,$(closely),$(filter $p-%,$(book-pages)))
BOOK_PART = $(patsubst %,build/book/md/%.md,$(filter $(in-part) index appendix-% exercises identifier-index,$(book-pages)))

build/book/print.html: print-pages = $(BOOK_MD)
build/check/print.html: print-pages = $(BOOK_PART)
build/book/print.html build/check/print.html: $(print-inputs) tangle/book/print/page.html
	@mkdir -p $(@D)
	$(Q)$(print-pandoc) -M target=print -t html5 -s --template tangle/book/print/page.html -o $@.tmp $(print-pages)
	@mv $@.tmp $@

build/book/book.pdf build/check/book.pdf: %book.pdf: %print.html tangle/book/print/print.css $(print-styles)
	$(Q)weasyprint -q $(print-styles:%=-s %) -s tangle/book/print/print.css $< $@.tmp
	@mv $@.tmp $@

# pandoc stamps some of what it packs with the time of day: packed again, names sorted, one time, one mode.
same-files = find $1 -type f -exec chmod 644 {} + -exec touch -d @$(SOURCE_DATE_EPOCH) {} +
build/book/book.epub: $(print-inputs) tangle/book/print/epub.css tangle/book/print/cover.svg $(print-styles)
	$(Q)$(print-pandoc) -M target=epub -t epub3 --epub-cover-image=tangle/book/print/cover.svg \
		-M date=$$(date -u -d @$(SOURCE_DATE_EPOCH) +%Y-%m-%d) -M identifier=urn:x-borrowed-pages:book \
		-M creator='The authors of Borrowed Pages' -M rights='$(call wording,licence)' \
		$(print-styles:%=--css=%) --css=tangle/book/print/epub.css -o $@.tmp $(BOOK_MD)
	@rm -rf $@.d && mkdir $@.d && unzip -q $@.tmp -d $@.d && rm $@.tmp
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

/* SPDX-License-Identifier: MIT */
/* What the page can do better with a script: copy, search, a choice of light or dark. It works without. */
(function () {
  'use strict'
  var root = document.documentElement
  var main = document.getElementById('text')

  function each(selector, fn) { Array.prototype.forEach.call(document.querySelectorAll(selector), fn) }

  function make(tag, className, text) {
    var el = document.createElement(tag)
    if (className) el.className = className
    if (text) el.textContent = text
    return el
  }

  /* A page from the disk may not fetch, but it may have scripts. */
  var scripts = {}
  function script(src) {
    scripts[src] = scripts[src] || new Promise(function (resolve, reject) {
      var el = make('script')
      el.src = src
      el.onload = resolve
      el.onerror = reject
      document.head.appendChild(el)
    })
    return scripts[src]
  }

  /* Light and dark */
  var theme = document.querySelector('.theme')
  theme.hidden = false
  theme.addEventListener('click', function () {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.theme = dark ? 'light' : 'dark'
    try { localStorage.setItem('theme', root.dataset.theme) } catch (e) { /* a page from the disk may have no storage */ }
  })

  /* The contents on a narrow page. Without a script they open as the link's target; with one, closing
     them leaves the reader in place. */
  var menu = document.getElementById('menu')
  var opener = document.querySelector('.menu-button')
  function show(open) {
    menu.classList.toggle('open', open)
    if (open) menu.querySelector('a').focus()
    else opener.focus({ preventScroll: true })
  }
  opener.addEventListener('click', function (e) {
    e.preventDefault()
    show(true)
  })
  each('#menu .close, .shade', function (link) {
    link.addEventListener('click', function (e) {
      e.preventDefault()
      show(false)
    })
  })
  menu.addEventListener('click', function (e) { if (e.target.closest('li')) menu.classList.remove('open') })
  menu.addEventListener('keydown', function (e) { if (e.key === 'Escape') show(false) })

  /* Copy the tangled text: the weaver's where the chunk holds others, else what one sees. */
  function copies() { return script(main.dataset.page + '.copy.js') }

  function copyAsSelection(text) {
    var area = make('textarea')
    area.value = text
    area.style.position = 'fixed'
    area.style.opacity = '0'
    document.body.appendChild(area)
    area.select()
    var done = document.execCommand('copy')
    area.remove()
    if (!done) throw new Error('nothing copied')
  }

  function copy(text) {
    var written = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject()
    return written.catch(function () { copyAsSelection(text) })
  }

  each('.chunk', function (chunk) {
    var pre = chunk.querySelector('pre')
    if (!pre) return
    var button = make('button', 'copy', main.dataset.copy)
    button.type = 'button'
    button.setAttribute('aria-label', main.dataset.copyLabel + ' ' + chunk.querySelector('b').textContent)
    button.addEventListener('pointerenter', copies)
    button.addEventListener('focus', copies)
    button.addEventListener('click', function () {
      copies().then(function () {
        return copy((window.tangled[chunk.id] || pre.textContent) + '\n')
      }).then(function () {
        button.textContent = main.dataset.copied
        button.classList.add('done')
        setTimeout(function () {
          button.textContent = main.dataset.copy
          button.classList.remove('done')
        }, 1500)
      }, function () { getSelection().selectAllChildren(pre) })
    })
    chunk.firstElementChild.appendChild(button)
  })

  /* Only what scrolls needs to be reached with the keyboard. */
  function reachable() {
    each('main pre, main .table', function (box) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0
      else box.removeAttribute('tabindex')
    })
  }
  reachable()
  addEventListener('resize', reachable)

  /* What is linked to is unfolded with all that it stands in. A fold itself stays shut: a link to an answer
     leads to its cover. */
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    for (var el = target && target.parentElement; el; el = el.parentElement) if (el.tagName === 'DETAILS') el.open = true
    if (target) target.scrollIntoView()
  }
  if (location.hash) unfold()
  addEventListener('hashchange', unfold)
  addEventListener('beforeprint', function () { each('.predict details, .skeleton', function (d) { d.open = true }) })

  /* One hint at a time, where the browser does not see to it. */
  if (!('name' in HTMLDetailsElement.prototype)) each('.hint', function (hint) {
    hint.addEventListener('toggle', function () {
      if (hint.open) each('.hint[open]', function (other) { if (other !== hint && other.parentElement === hint.parentElement) other.open = false })
    })
  })

  /* Search. The index is read when somebody goes for the box, not before. */
  var form = document.querySelector('.search')
  var input = form.querySelector('input')
  var found = form.querySelector('.found')
  var status = found.querySelector('p')
  var list = found.querySelector('ol')
  var index

  /* Code is full of _ and ->: words are what stands between such marks, whole identifiers first. */
  function words(text) { return text.toLowerCase().match(/[a-z0-9_\u00c0-\uffff]+/g) || [] }

  function load() {
    if (index) return index
    index = Promise.all([script('lunr.js'), script('search.js')]).then(function () {
      return window.lunr(function () {
        var builder = this
        /* No stemming: every word is searched by its beginning, and an identifier has no stem. */
        builder.pipeline.reset()
        builder.searchPipeline.reset()
        builder.ref('id')
        builder.field('title', { boost: 6 })
        builder.field('text')
        builder.field('code', { boost: 2 })
        window.searchEntries.forEach(function (e, i) {
          builder.add({ id: i, title: words(e[1]), text: words(e[2]), code: words(e[3]) })
        })
      })
    })
    return index
  }

  function excerpt(text, terms) {
    var lower = text.toLowerCase()
    var at = -1
    terms.forEach(function (t) { if (at < 0) at = lower.indexOf(t) })
    var start = at < 60 ? 0 : text.indexOf(' ', at - 50) + 1
    var el = make('span', '', start ? '… ' : '')
    var rest = text.slice(start, start + 150)
    var hit = at < 0 ? null : terms.filter(function (t) { return lower.indexOf(t) === at })[0]
    if (hit) {
      el.append(rest.slice(0, at - start), make('mark', '', rest.slice(at - start, at - start + hit.length)), rest.slice(at - start + hit.length))
    } else {
      el.append(rest)
    }
    return el
  }

  function search() {
    var terms = words(input.value)
    if (!terms.length) {
      found.hidden = true
      return
    }
    load().then(function (lunr) {
      var hits = lunr.query(function (q) {
        terms.forEach(function (t) {
          q.term(t, { presence: window.lunr.Query.presence.REQUIRED, wildcard: window.lunr.Query.wildcard.TRAILING })
          q.term(t, { boost: 8 })
        })
      }).slice(0, 20)
      if (terms.join() !== words(input.value).join()) return
      list.textContent = ''
      hits.forEach(function (hit) {
        var e = window.searchEntries[hit.ref]
        var link = make('a')
        link.href = e[0]
        link.append(make('b', '', e[1]), make('i', '', e[4]), excerpt(e[2], terms))
        var item = make('li')
        item.append(link)
        list.append(item)
      })
      status.textContent = hits.length ? hits.length + ' ' + form.dataset.some : form.dataset.none
      found.hidden = false
    })
  }

  form.hidden = false
  input.addEventListener('focus', load)
  input.addEventListener('input', search)
  form.addEventListener('submit', function (e) {
    e.preventDefault()
    var first = list.querySelector('a')
    if (first && !found.hidden) first.click()
  })
  form.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') {
      found.hidden = true
      input.focus()
    }
  })
  document.addEventListener('click', function (e) {
    if (!form.contains(e.target) || e.target.closest('.found a')) found.hidden = true
  })
})()

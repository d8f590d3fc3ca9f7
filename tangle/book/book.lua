-- SPDX-License-Identifier: MIT
--
-- Lays out what the weaver wrote. One filter for every format:
--   -M target=page    a page of the web edition; writes the page's share of the search to the file
--                     in -M search=FILE, and what its copy buttons copy to that in -M copies=FILE
--   any other target  the whole book in one document, HTML for print or EPUB
-- Numbers, links, uses and words all stand in the page's attributes; nothing is counted here.

local stringify = pandoc.utils.stringify
local page_target = false   -- is this a page of the web edition?
local words = {}            -- the fixed words of the book's language
local this_page             -- "03-paging"

local function escape(text)
  return (text:gsub('[&<>"]', { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;' }))
end

local function raw(html) return pandoc.RawInline('html', html) end
local function raw_block(html) return pandoc.RawBlock('html', html) end

-- "02-frames.md#slug" as this target wants it.
local function href(target)
  local file, id = target:match('^([%w._-]+)%.md(#?.*)$')
  if not file then return target end
  if not page_target then
    return id ~= '' and id or '#' .. file:gsub('^%d+%-', ''):gsub('^appendix%-', '')
  end
  if file == this_page and id ~= '' then return id end
  return file .. '.html' .. id
end

local function link(content, target, class, title)
  return pandoc.Link(content, href(target), title or '', pandoc.Attr('', class and { class } or {}))
end

-- ⟨name 3.4⟩, linked.
local function chunk_ref(el)
  local content = pandoc.List({ raw('⟨') })
  content:extend(el.content)
  content:insert(raw(' <small>' .. el.attributes.number .. '</small>⟩'))
  return link(content, el.target, 'chunk-ref')
end

---------------------------------------------------------------------------------------------------
-- Code

local pieces_of = dofile(pandoc.path.directory(PANDOC_SCRIPT_FILE) .. '/code.lua')

-- A page has thousands of coloured words: the tags are the shortest there are, one letter for what is
-- frequent and a class for the rest.
local tags = {
  keyword = 'b', comment = 'i', type = 'u', string = 'u class="s"', number = 'u class="n"',
  preprocessor = 'u class="p"', label = 'u class="f"',
}

local function code_inlines(block, uses)
  local out, colour, html = pandoc.List(), nil, {}
  local function paint(new)
    if new == colour then return end
    if colour then html[#html + 1] = '</' .. tags[colour]:sub(1, 1) .. '>' end
    if new then html[#html + 1] = '<' .. tags[new] .. '>' end
    colour = new
  end
  local function plain(text) return (escape(text):gsub('&quot;', '"')) end   -- shorter
  local function flush()
    if #html > 0 then out:insert(raw(table.concat(html))) end
    html = {}
  end
  for _, piece in ipairs(pieces_of(block, uses)) do
    paint(piece.colour)
    if piece.use or piece.target then
      flush()
      out:insert(piece.use and chunk_ref(piece.use) or link({ raw(plain(piece.text)) }, piece.target))
    else
      html[#html + 1] = plain(piece.text)
    end
  end
  paint(nil)
  flush()
  return out
end

-- A <pre> that a keyboard can scroll.
local function pre(inlines, class)
  local attributes = (class and ' class="' .. class .. '"' or '') .. (page_target and ' tabindex="0"' or '')
  local all = pandoc.List { raw('<pre' .. attributes .. '><code>') }
  all:extend(inlines)
  all:insert(raw('</code></pre>'))
  return pandoc.Plain(all)
end

---------------------------------------------------------------------------------------------------
-- Blocks

local function find(div, class)
  for i, block in ipairs(div.content) do
    if block.classes and block.classes:includes(class) then return block, i end
  end
end

-- What the weaver's spans become, under a chunk and in the indexes.
local notes = {
  Span = function(el)
    local class = el.classes[1]
    if class == 'ident' then
      local id = el.identifier ~= '' and ' id="' .. el.identifier .. '"' or ''
      return raw('<code' .. id .. '>' .. escape(stringify(el)) .. '</code>')
    end
    local tag = class == 'key' and 'b' or class == 'users' and 'small'
    if not tag then return nil end
    local content = pandoc.List { raw('<' .. tag .. '>') }
    content:extend(el.content)
    content:insert(raw('</' .. tag .. '>'))
    return content
  end,
  Link = function(el)
    if el.classes[1] == 'num' then el.classes = {} end
    return el
  end
}

-- <section class="chunk">: a paragraph names it, its code or an empty joint follows, a list of its relations ends it.
local function chunk(div)
  local a = div.attributes
  local code, uses, foot = find(div, 'code'), find(div, 'uses'), find(div, 'notes')
  local name = pandoc.List { raw('⟨<b>' .. a.number .. '</b> ') }
  name:extend(find(div, 'name').content[1].content)
  name:insert(raw('⟩'))
  local head = pandoc.List { raw('<p>'), link(name, '#' .. div.identifier), raw(' ' .. a.sign) }
  if a.file then head:insert(raw(' <small>' .. escape(a.file) .. '</small>')) end
  head:insert(raw('</p>'))
  local blocks = pandoc.List { raw_block('<section class="chunk" id="' .. div.identifier .. '">'), pandoc.Plain(head) }
  if code then
    blocks:insert(pre(code_inlines(code, uses)))
  else
    blocks:insert(pandoc.Div(find(div, 'joint').content, pandoc.Attr('', { 'joint' })))
  end
  if foot then
    local plain = { Span = function(el) return el.classes[1] == 'users' and el.content or nil end }
    blocks:extend(foot:walk(plain):walk(notes).content)
  end
  blocks:insert(raw_block('</section>'))
  return blocks
end

local function transcript(div)
  local a = div.attributes
  local caption = '<span class="key">' .. escape(a.label) .. '</span> <kbd>' .. escape(a.command) .. '</kbd>'
  if a['then'] then caption = caption .. '<span class="then"> › </span><kbd>' .. escape(a['then']) .. '</kbd>' end
  return {
    raw_block('<figure class="transcript"><figcaption>' .. caption .. '</figcaption>'),
    pre({ raw(escape(div.content[1].text)) }, 'screen'),
    raw_block('</figure>')
  }
end

local function figure(div)
  local a = div.attributes
  local caption = div.content[#div.content]
  caption.content:insert(1, raw('<span class="key">' .. escape(a.label) .. ' ' .. a.number .. '.</span> '))
  local blocks = pandoc.List { raw_block('<figure class="' .. table.concat(div.classes, ' ') .. '" id="' .. div.identifier .. '">') }
  for i = 1, #div.content - 1 do blocks:insert(div.content[i]) end
  blocks:insert(raw_block('<figcaption>'))
  blocks:insert(pandoc.Plain(caption.content))
  blocks:insert(raw_block('</figcaption></figure>'))
  return blocks
end

local layout   -- the filter that does all this

local function box(div)
  local title = div.attributes.title
  local folds = page_target and (div.classes:includes('answer') or div.classes:includes('skeleton') or div.classes:includes('hint'))
  local id = div.identifier ~= '' and ' id="' .. div.identifier .. '"' or ''
  -- Of the boxes in a group, a browser shows one at a time.
  local group = folds and div.attributes.group and ' name="' .. div.attributes.group .. '"' or ''
  local opening = (folds and '<details' or '<div') .. id .. ' class="' .. table.concat(div.classes, ' ') .. '"' .. group .. '>'
  if title then
    opening = opening .. (folds and '<summary>' .. escape(title) .. '</summary>' or '<p class="box-title">' .. escape(title) .. '</p>')
  end
  local blocks = pandoc.List { raw_block(opening) }
  blocks:extend(div.content:walk(layout))
  blocks:insert(raw_block(folds and '</details>' or '</div>'))
  return blocks
end

---------------------------------------------------------------------------------------------------
-- The page around the text

local function number_span(number, label)
  if not number or number == '' then return nil end
  return raw('<span class="number">' .. (label and escape(label) .. ' ' or '') .. number .. '</span> ')
end

local function contents_link(el)
  local number = number_span(el.attributes.number)
  local current = el.classes:includes('here') and 'page' or el.classes:includes('within') and 'true'
  local content = pandoc.List(el.content)
  if number then content:insert(1, number) end
  local new = link(content, el.target)
  if current then new.attributes['aria-current'] = current end
  return new
end

local function neighbour(el)
  local class = el.classes[1]
  local number = number_span(el.attributes.number)
  local content = pandoc.List { raw('<span class="key">' .. escape(words[class]) .. '</span> ') }
  if number then content:insert(number) end
  content:extend(el.content)
  local new = link(content, el.target, class)
  new.attributes.rel = class == 'next' and 'next' or 'prev'
  return new
end

local function quote(s)
  return '"' .. s:gsub('[%c\\"<]', function(c) return ('\\u%04x'):format(c:byte()) end) .. '"'
end

-- All or nothing: an interrupted run leaves no half a file behind.
local function write_file(path, lines)
  local file = assert(io.open(path .. '.tmp', 'w'))
  file:write(table.concat(lines))
  file:close()
  assert(os.rename(path .. '.tmp', path))
end

-- What the copy button copies where it is not what the reader sees: in a script of its own, read when
-- somebody goes for the button.
local function write_copies(path, blocks)
  local lines = { 'var tangled = {\n' }
  for _, block in ipairs(blocks) do
    local text = block.t == 'Div' and block.classes:includes('chunk') and find(block, 'tangled')
    if text then lines[#lines + 1] = quote(block.identifier) .. ': ' .. quote(text.text) .. ',\n' end
  end
  lines[#lines + 1] = '}\n'
  write_file(path, lines)
end

-- What a search finds: the page cut at its headings, prose for the excerpt, code as single words.
local function write_search(path, blocks)
  local entries, entry = {}, nil
  local function add_code(text)
    for w in text:gmatch('[%a_][%w_]+') do
      if not entry.seen[w] and w ~= 'chunk_use' then   -- the weaver's placeholder
        entry.seen[w] = true
        entry.code[#entry.code + 1] = w
      end
    end
  end
  local function add(block)
    if block.t == 'Header' and block.level <= 3 then
      local title = stringify(block)
      if block.attributes.label and block.level == 3 then
        title = block.attributes.label .. ' ' .. block.attributes.number .. '. ' .. title
      end
      entry = { id = block.identifier, title = title, number = block.attributes.number or '', text = {}, code = {}, seen = {} }
      entries[#entries + 1] = entry
    elseif not entry then
      return
    elseif block.t == 'CodeBlock' then
      if not block.classes:includes('tangled') then add_code(block.text) end
    elseif block.t == 'Div' then
      local skipped = block.classes:find_if(function(class)
        return class == 'notes' or class == 'uses' or class == 'web' or class == 'index'
          or class == 'exercise' or class == 'answer' or class == 'hints'   -- a search must not tell them
      end)
      if not skipped then
        for _, b in ipairs(block.content) do add(b) end
      end
    elseif block.t ~= 'RawBlock' then
      entry.text[#entry.text + 1] = stringify(block)
    end
  end
  for _, block in ipairs(blocks) do add(block) end
  local lines, title = {}, entries[1].number .. ' ' .. entries[1].title
  for i, e in ipairs(entries) do
    lines[i] = '[' .. table.concat({ quote(this_page .. '.html#' .. e.id), quote(e.title),
      quote(table.concat(e.text, ' ')), quote(table.concat(e.code, ' ')), quote(i > 1 and title or '') }, ',') .. '],\n'
  end
  write_file(path, lines)
end

local tabs = {
  CodeBlock = function(block)
    block.text = block.text:gsub('␉', '\t')
    return block
  end
}

layout = {
  traverse = 'topdown',
  Div = function(div)
    local class = div.classes
    if class:includes('web') and not page_target then return {} end
    if class:includes('words') then return {} end
    if class:includes('chunk') then return chunk(div), false end
    if class:includes('transcript') then return transcript(div), false end
    if class:includes('figure') then return figure(div), false end
    if class:includes('box') then return box(div), false end
    if class:includes('index') then return div:walk(notes), false end
    if class:includes('hints') then
      div.attributes = {}
      return div
    end
  end,
  CodeBlock = function(block) return pre(code_inlines(block), 'plain') end,
  Header = function(h)
    if h.classes:includes('web') and not page_target then return {} end
    local number = number_span(h.attributes.number, h.attributes.label)
    h.attributes.number, h.attributes.label = nil, nil
    if number then h.content:insert(1, number) end
    return h
  end,
  Table = function(t)
    -- As wide as its words: pandoc would divide the page by the dashes in the source.
    t.colspecs = t.colspecs:map(function(spec) return { spec[1] } end)
    return { raw_block('<div class="table"' .. (page_target and ' tabindex="0"' or '') .. '>'), t, raw_block('</div>') }, false
  end
}

-- Before layout, so that chunk names, notes and tables are done as well.
local links = {
  Span = function(el)
    if el.classes[1] ~= 'stars' then return nil end
    return raw('<span class="stars" role="img" aria-label="' .. escape(el.attributes.label) .. '">' .. stringify(el) .. '</span>')
  end,
  Link = function(el)
    if el.classes:includes('chunk-ref') then
      if el.attributes.at then return nil end    -- laid over code later
      return chunk_ref(el)
    end
    if el.attributes.number then return contents_link(el) end
    el.target = href(el.target)
    return el
  end
}

local function take(blocks, class)
  for i, block in ipairs(blocks) do
    if block.t == 'Div' and block.classes:includes(class) then
      return blocks:remove(i)
    end
  end
end

function Pandoc(doc)
  local meta, blocks = doc.meta, pandoc.Blocks(doc.blocks):walk(tabs)
  page_target = meta.target and stringify(meta.target) == 'page'
  for i, block in ipairs(blocks) do
    if block.t == 'Div' and block.classes:includes('words') then
      for k, v in pairs(block.attributes) do words[k] = v end
      break
    end
  end
  meta.lang = meta.lang or words.lang
  meta.w = words
  if page_target then
    this_page = words.page
    write_search(stringify(meta.search), blocks)
    write_copies(stringify(meta.copies), blocks)
    local contents, around = take(blocks, 'contents'), take(blocks, 'around')
    for _, block in ipairs(blocks) do
      if block.t == 'Header' and block.level == 1 then
        meta.pagetitle = stringify(block)
        break
      end
    end
    meta.contents = pandoc.MetaBlocks(contents:walk(links).content)
    meta.around = pandoc.MetaBlocks(around:walk { Link = neighbour }.content)
    meta.is_index = this_page == 'index' or nil
  end
  doc.blocks = pandoc.Blocks(blocks):walk(links):walk(layout)
  return doc
end

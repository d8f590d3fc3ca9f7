-- SPDX-License-Identifier: MIT
--
-- A page of the weaver's as Typst source: a module of book.typ, with `body`, and what answers.lua has put at the back, `hints`
-- (a list of each level) and `answers`. What anything looks like stands in style.typ; here it gets its name and its
-- arguments. `pandoc -t plain` passes the text on as it is. An element that no chapter has had is an error.

local stringify = pandoc.utils.stringify
local pieces_of = dofile(pandoc.path.directory(PANDOC_SCRIPT_FILE) .. '/../code.lua')

local function quote(text)
  return '"' .. text:gsub('[\\"]', '\\%0') .. '"'
end

local function escape(text) return (text:gsub("[\\#$*_`<>@=~/+\"'%-%[%]]", '\\%0'):gsub('^(%d+)%.', '%1\\.')) end

-- The label of what "02-frames.md#slug" links to; nil for an address in the world.
local function label_of(target)
  local file, id = target:match('^([%w._-]*)%.?m?d?#(.+)$')
  if file and not target:find('://', 1, true) then return id end
  file = target:match('^([%w._-]+)%.md$')
  return file and file:gsub('^%d+%-', ''):gsub('^appendix%-', '')
end

local inlines, blocks   -- both write a list as markup

---------------------------------------------------------------------------------------------------
-- Inlines

local function unknown(el) error('no way to print ' .. el.t .. ': ' .. stringify(el):sub(1, 80)) end
local function content(el) return '[' .. inlines(el.content) .. ']' end
local function call(name, ...) return '#' .. name .. '(' .. table.concat({ ... }, ', ') .. ');' end

local function link(el)
  local id, own = label_of(el.target), el.identifier ~= '' and call('place-of', quote(el.identifier)) or ''
  if id and id == el.identifier then return own .. inlines(el.content) end
  if not id then return call('link', quote(el.target), content(el)) end
  if el.classes:includes('num') then return own .. call('number-ref', quote(id), quote(stringify(el))) end
  -- A word of the text that the reader may look up; a number or a name that sends them there.
  local name = el.classes:includes('chunk-ref') and 'chunk-ref'
    or (el.classes:includes('use') or el.classes:includes('here')) and 'to'
    or el.classes:includes('answer-ref') and 'answer-ref' or 'page-ref'
  return own .. call(name, quote(id), content(el), el.attributes.number and quote(el.attributes.number))
end

local inline = {
  Str = function(el) return escape(el.text) end,
  Space = function() return ' ' end,
  SoftBreak = function() return '\n' end,
  LineBreak = function() return '#linebreak();' end,
  Emph = function(el) return call('emph', content(el)) end,
  Strong = function(el) return call('strong', content(el)) end,
  Code = function(el) return call('raw', quote(el.text)) end,
  Quoted = function(el)
    local open, close = table.unpack(el.quotetype == 'SingleQuote' and { '‘', '’' } or { '“', '”' })
    return open .. inlines(el.content) .. close
  end,
  Link = link,
  Span = function(el)
    local class = el.classes[1] or 'span'
    if class == 'ident' then return (el.identifier ~= '' and call('place-of', quote(el.identifier)) or '') .. call('raw', quote(stringify(el))) end
    if class == 'key' or class == 'users' or class == 'stars' then return call(class, content(el)) end
    return (el.identifier ~= '' and call('place-of', quote(el.identifier)) or '') .. inlines(el.content)
  end,
}

function inlines(list)
  local out = {}
  for i, el in ipairs(list) do out[i] = (inline[el.t] or unknown)(el) end
  return table.concat(out)
end

---------------------------------------------------------------------------------------------------
-- Code

-- Tabs as blanks, up to every eighth column; TEXT begins in COLUMN. Returns the column behind it, too.
local function untab(text, column)
  local out = text:gsub('[^\x80-\xBF][\x80-\xBF]*', function(char)
    if char == '\t' then char = (' '):rep(8 - column % 8) end
    column = char == '\n' and 0 or column + (char:sub(1, 1) == ' ' and #char or 1)
    return char
  end)
  return out, column
end

-- Paper shows where a chunk is; that every word in it is a link would cost more memory than all else.
local function code(block, uses)
  local out, column = {}, 0
  block.attributes.links = nil
  for _, piece in ipairs(pieces_of(block, uses)) do
    local text
    if piece.use then
      local use = piece.use
      out[#out + 1] = ('chunk-ref(%s, %s, %s)'):format(quote(label_of(use.target)), content(use), quote(use.attributes.number))
    else
      text, column = untab(piece.text, column)
      out[#out + 1] = piece.colour and ('in-%s(%s)'):format(piece.colour, quote(text)) or quote(text)
    end
  end
  local _, breaks = block.text:gsub('\n', '')
  return 'code({' .. table.concat(out, ';') .. '})', breaks + 1
end

---------------------------------------------------------------------------------------------------
-- Blocks

local function find(div, class)
  for _, block in ipairs(div.content) do
    if block.classes and block.classes:includes(class) then return block end
  end
end

-- "Chapter 4 · Traps", "Exercise 4.1. Eight bytes of a gate"
local function title(h)
  local a = h.attributes
  if not a.label then return content(h) end
  return '[' .. escape(a.label .. ' ' .. a.number) .. (h.level == 1 and ' · ' or '. ') .. inlines(h.content) .. ']'
end

local function items(list)
  local out = {}
  for i, item in ipairs(list) do out[i] = '[' .. blocks(item) .. ']' end
  return table.concat(out, ', ')
end

-- A list's items as paragraphs.
local function paragraphs(list)
  local out = {}
  for i, item in ipairs(list) do out[i] = blocks(item) end
  return table.concat(out, '\n')
end

local function chunk(div)
  local a, lines, body = div.attributes, 1, nil
  local block, foot = find(div, 'code'), find(div, 'notes')
  if block then
    body, lines = code(block, find(div, 'uses'))
  else
    body = 'joint[' .. blocks(find(div, 'joint').content) .. ']'
  end
  return call('chunk', quote(div.identifier), quote(a.number), '[' .. inlines(find(div, 'name').content[1].content) .. ']',
    quote(a.sign), a.file and quote(a.file) or 'none', tostring(lines), body, foot and '[' .. paragraphs(foot.content[1].content) .. ']' or 'none')
end

local function figure(div)
  local a, parts = div.attributes, {}
  for i = 1, #div.content - 1 do parts[i] = div.content[i] end
  return call('drawing', quote(div.identifier), quote(a.label .. ' ' .. a.number), '[' .. blocks(parts) .. ']',
    '[' .. inlines(div.content[#div.content].content) .. ']')
end

local function svg(text)
  local _, _, width, height = text:match('viewBox="(%S+) (%S+) (%S+) (%S+)"')
  local says = text:match('<desc[^>]*>(.-)</desc>'):gsub('&lt;', '<'):gsub('&gt;', '>'):gsub('&quot;', '"'):gsub('&amp;', '&')
  return call('svg', width, height, quote(text), quote(says))
end

local function transcript(div)
  local a = div.attributes
  local body, lines = code(div.content[1])
  return call('transcript', quote(a.label), quote(a.command), a['then'] and quote(a['then']) or 'none', tostring(lines), body)
end

local function box(div)
  local class = div.classes[#div.classes]
  if div.classes:includes('answer-moved') then class = 'moved' end
  return call('box-of', quote(class), div.attributes.title and quote(div.attributes.title) or 'none',
    div.identifier ~= '' and quote(div.identifier) or 'none', '[' .. blocks(div.content) .. ']')
end

-- Who uses what is defined is named by the number alone.
local function index(div)
  local plain = { Link = function(el) return el.content end }
  return call('index', '[' .. paragraphs(div:walk {
    Span = function(el) if el.classes:includes('users') then return el:walk(plain) end end
  }.content[1].content) .. ']')
end

-- Divs whose class is a function of style.typ.
local plain_divs = { exercise = true, claim = true, joints = true, ['in-place'] = true }

local block = {
  Para = function(el) return inlines(el.content) .. '\n\n' end,
  Plain = function(el) return inlines(el.content) .. '\n' end,
  CodeBlock = function(el)
    local body, lines = code(el)
    return call('listing', tostring(lines), body)
  end,
  RawBlock = function(el) return el.text:find('^<svg') and svg(el.text) or el.text:find('^<!%-%-') and '' or unknown(el) end,
  BulletList = function(el) return call('list', items(el.content)) end,
  OrderedList = function(el) return call('enum', items(el.content)) end,
  DefinitionList = function(el)
    local out = {}
    for _, item in ipairs(el.content) do
      out[#out + 1] = '[' .. inlines(item[1]) .. ']'
      out[#out + 1] = '[' .. blocks(item[2][1]) .. ']'
    end
    return call('facts', table.unpack(out))
  end,
  Header = function(h)
    if h.classes:includes('web') then return '' end
    -- At the back a heading leads to where its text was asked for.
    local asked = h.content[1].t == 'Link' and h.content[1].classes:includes('asked') and h.content[1]
    return call('head', tostring(h.level), quote(h.identifier), asked and content(asked) or title(h),
      asked and quote(label_of(asked.target)) or nil)
  end,
  Table = function(t)
    local simple = pandoc.utils.to_simple_table(t)
    local cells, align = pandoc.List(), {}
    for i, a in ipairs(simple.aligns) do align[i] = a == pandoc.AlignRight and 'right' or 'left' end
    for _, row in ipairs(simple.rows) do
      for _, cell in ipairs(row) do cells:insert('[' .. blocks(cell) .. ']') end
    end
    return call('rows', '(' .. table.concat(align, ', ') .. ',)', '(' .. items(simple.headers) .. ',)', table.concat(cells, ', '))
  end,
  Div = function(div)
    local class = div.classes
    if class:includes('web') then return '' end
    if class:includes('chunk') then return chunk(div) end
    if class:includes('transcript') then return transcript(div) end
    if class:includes('figure') then return figure(div) end
    if class:includes('box') or class:includes('answer-moved') then return box(div) end
    if class:includes('index') then return index(div) end
    if not plain_divs[class[1]] then unknown(div) end
    return '#' .. class[1] .. '[' .. blocks(div.content) .. ']' .. (div.identifier ~= '' and call('label', quote(div.identifier)) or '')
  end,
}

function blocks(list)
  local out = {}
  for i, el in ipairs(list) do out[i] = (block[el.t] or unknown)(el) .. '\n' end
  return table.concat(out)
end

---------------------------------------------------------------------------------------------------

local tabs = {
  CodeBlock = function(el)
    el.text = el.text:gsub('␉', '\t')
    return el
  end,
}

-- The parts of a page, divided by the headings of answers.lua.
function Pandoc(doc)
  local body, answers, hints, words = pandoc.Blocks {}, pandoc.Blocks {}, {}, {}
  local part, opening = body, nil
  for _, el in ipairs(doc.blocks:walk(tabs)) do
    local id = el.t == 'Header' and el.identifier
    if el.t == 'Div' and el.classes:includes('words') then
      for key, word in pairs(el.attributes) do words[#words + 1] = quote(key) .. ': ' .. quote(word) end
      table.sort(words)
    elseif id == 'answers' then
      part = answers
    elseif id and id:find('^hints%-%d$') then
      part = pandoc.Blocks {}
      hints[#hints + 1] = part
    elseif id ~= 'hints' then
      if id and not opening and not el.classes:includes('web') then opening = title(el) end
      part:insert(el)
    end
  end
  for i, list in ipairs(hints) do hints[i] = '[' .. blocks(list) .. '],\n' end
  local source = '#import "/tangle/book/print/style.typ": *\n#let words = (' .. table.concat(words, ', ') .. ')\n' ..
    '#let title = ' .. (opening or 'none') .. '\n' ..
    '#let body = [\n' .. blocks(body) .. ']\n#let answers = ' .. (#answers > 0 and '[\n' .. blocks(answers) .. ']' or 'none') .. '\n#let hints = (' .. table.concat(hints) .. ')\n'
  return pandoc.Pandoc { pandoc.RawBlock('plain', source) }
end

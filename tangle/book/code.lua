-- SPDX-License-Identifier: MIT
--
-- What stands in a block of code, for every format alike: pieces in one colour each, cut where links begin and end.
-- pandoc colours it; links and chunk uses are laid over the result, counting characters as the weaver does.

local languages = {}
for _, name in ipairs { 'c', 'gnuassembler', 'makefile', 'bash', 'diff' } do languages[name] = true end

-- pandoc's many classes as seven colours. What is not here has the colour of the text.
local colours = {}
for colour, classes in pairs {
  keyword = 'kw cf',
  comment = 'co do an cv in',
  type = 'dt',
  string = 'st ch sc vs ss im',
  number = 'dv bn fl cn',
  preprocessor = 'pp at',
  label = 'fu va',
} do
  for class in classes:gmatch('%l+') do colours[class] = colour end
end

local entities = { ['&lt;'] = '<', ['&gt;'] = '>', ['&amp;'] = '&', ['&quot;'] = '"', ['&#39;'] = "'" }

-- TEXT as a list of { text =, colour = }; neighbours of one colour, and the blanks between them, are one.
local function coloured(text, language)
  if not languages[language] then return { { text = text } } end
  local html = pandoc.write(pandoc.Pandoc { pandoc.CodeBlock(text, pandoc.Attr('', { language })) }, 'html')
  html = html:match('<code[^>]*>(.*)</code></pre></div>%s*$')
  html = html:gsub('<span id="cb%d+%-%d+"><a [^>]*></a>(.-)</span>\n', '%1\n'):gsub('<span id="cb%d+%-%d+"><a [^>]*></a>(.-)</span>$', '%1')
  local runs = {}
  local function add(piece, colour)
    local last = runs[#runs]
    if piece == '' then return end
    piece = piece:gsub('&[^;]*;', entities)
    if last and last.colour == colour then
      last.text = last.text .. piece
    elseif colour and #runs > 1 and not last.colour and runs[#runs - 1].colour == colour and not last.text:find('[^ \t]') then
      runs[#runs] = nil
      runs[#runs].text = runs[#runs].text .. last.text .. piece
    else
      runs[#runs + 1] = { text = piece, colour = colour }
    end
  end
  local at = 1
  for from, class, content, to in html:gmatch('()<span class="(%l+)">([^<]*)</span>()') do
    add(html:sub(at, from - 1))
    add(content, colours[class])
    at = to
  end
  add(html:sub(at))
  return runs
end

-- What is laid over BLOCK, sorted: { start =, length =, target =, or use = the Link that takes the place of the text }.
local function marks_of(block, uses)
  local marks = pandoc.List()
  for start, length, target in (block.attributes.links or ''):gmatch('(%d+):(%d+):(%S+)') do
    marks:insert { start = tonumber(start), length = tonumber(length), target = target }
  end
  if uses then
    uses:walk {
      Link = function(el)
        local start, length = el.attributes.at:match('(%d+):(%d+)')
        marks:insert { start = tonumber(start), length = tonumber(length), use = el }
      end
    }
  end
  table.sort(marks, function(a, b) return a.start < b.start end)
  return marks
end

-- BLOCK as a list of { text =, colour =, target = what it links to } and { use = a Link to a chunk }. USES is the
-- Div that names those.
return function(block, uses)
  local pieces, marks, next_mark, position = pandoc.List(), marks_of(block, uses), 1, 0
  for _, run in ipairs(coloured(block.text, block.classes[1])) do
    local length, done = utf8.len(run.text), 0
    while done < length do
      local mark = marks[next_mark]
      local inside = mark and position >= mark.start
      local stop = mark and (inside and mark.start + mark.length or mark.start) or math.huge
      local count = math.min(length - done, stop - position)
      local text = run.text:sub(utf8.offset(run.text, done + 1), utf8.offset(run.text, done + count + 1) - 1)
      if not (inside and mark.use) then
        pieces:insert { text = text, colour = run.colour, target = inside and mark.target or nil }
      elseif position == mark.start then
        pieces:insert { use = mark.use }
      end
      done, position = done + count, position + count
      if inside and position == stop then next_mark = next_mark + 1 end
    end
  end
  return pieces
end

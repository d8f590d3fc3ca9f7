-- SPDX-License-Identifier: MIT
-- Where nothing can be folded (PDF, EPUB), answers and hints stand at the back: each `answer` Div leaves a link
-- in its place and moves to an appendix, under the heading of the section that asked. So do the `hints` of an
-- exercise, all first hints before all second ones, so that nobody sees more than was looked for. Runs before
-- book.lua.

local stringify = pandoc.utils.stringify

local function link(text, id, class, own_id)
  return pandoc.Link(text, '#' .. id, '', pandoc.Attr(own_id or '', { class }))
end

-- The fixed words stand at the head of every page.
local function words_of(blocks)
  for _, block in ipairs(blocks) do
    if block.t == 'Div' and block.classes:includes 'words' then return block.attributes end
  end
end

function Pandoc(doc)
  local words = words_of(doc.blocks)
  local answers, hints = pandoc.Blocks {}, {}   -- of hints, a list for each level
  local heading -- of the section we are in

  local function move(to, id, title, content)
    to:insert(pandoc.Header(3, { link(title, id .. '-asked', 'asked') }, pandoc.Attr(id, { 'unnumbered', 'unlisted' })))
    to:insert(pandoc.Div(content, pandoc.Attr('', { 'answer-moved' })))
  end

  local function move_answer(div)
    local id = div.identifier ~= '' and div.identifier or 'answer-' .. (#answers // 2 + 1)
    move(answers, id, div.attributes.heading or stringify(heading), div.content)
    return pandoc.Para { link(div.attributes.title or words.answer, id, 'answer-ref', id .. '-asked') }
  end

  local function move_hints(div)
    local line = pandoc.Inlines {}
    for level, hint in ipairs(div.content) do
      hints[level] = hints[level] or pandoc.Blocks {}
      move(hints[level], hint.identifier, div.attributes.heading, hint.content)
      if level > 1 then line:extend { pandoc.Str ';', pandoc.Space() } end
      line:insert(link(hint.attributes.title, hint.identifier, 'answer-ref', hint.identifier .. '-asked'))
    end
    return pandoc.Para(line)
  end

  local blocks = pandoc.Blocks {}
  local place -- before the indexes
  for _, block in ipairs(doc.blocks) do
    if block.t == 'Header' then heading = block end
    if block.t == 'Header' and block.identifier == 'chunk-index' then place = #blocks + 1 end
    blocks:insert(pandoc.Blocks { block }:walk {
      Div = function(div)
        if div.classes:includes 'answer' then return move_answer(div) end
        if div.classes:includes 'hints' then return move_hints(div) end
      end
    }[1])
  end

  local back = pandoc.Blocks {}
  if #hints > 0 then back:insert(pandoc.Header(1, words.hints, pandoc.Attr('hints'))) end
  for level, list in ipairs(hints) do
    back:insert(pandoc.Header(2, words['hints-' .. level], pandoc.Attr('hints-' .. level)))
    back:extend(list)
  end
  if #answers > 0 then back:insert(pandoc.Header(1, words.answers, pandoc.Attr('answers'))) end
  back:extend(answers)
  place = place or #blocks + 1
  for i = #back, 1, -1 do blocks:insert(place, back[i]) end
  doc.blocks = blocks
  return doc
end

-- SPDX-License-Identifier: MIT
-- Where nothing can be folded (PDF, EPUB), answers stand at the back: each `answer` Div leaves a link in its
-- place and moves to an appendix, under the heading of the section that asked. Runs before book.lua.

local stringify = pandoc.utils.stringify

function Pandoc(doc)
  local answers = pandoc.Blocks {}
  local word = stringify(doc.meta.answer)
  local heading -- of the section we are in

  local function move(div)
    if not div.classes:includes 'answer' then return nil end
    local id = div.identifier ~= '' and div.identifier or 'answer-' .. (#answers // 2 + 1)
    local back = pandoc.Link(stringify(heading), '#' .. id .. '-asked', '', pandoc.Attr('', { 'asked' }))
    answers:insert(pandoc.Header(3, { back }, pandoc.Attr(id, { 'unnumbered', 'unlisted' })))
    answers:insert(pandoc.Div(div.content, pandoc.Attr('', { 'answer-moved' })))
    local link = pandoc.Link(word, '#' .. id, '', pandoc.Attr(id .. '-asked', { 'answer-ref' }))
    return pandoc.Para { link }
  end

  local blocks = pandoc.Blocks {}
  local place -- before the indexes
  for _, block in ipairs(doc.blocks) do
    if block.t == 'Header' then heading = block end
    if block.t == 'Header' and block.identifier == 'chunk-index' then place = #blocks + 1 end
    blocks:insert(pandoc.Blocks { block }:walk { Div = move }[1])
  end
  if #answers > 0 then
    answers:insert(1, pandoc.Header(1, stringify(doc.meta.answers), pandoc.Attr('answers')))
    place = place or #blocks + 1
    for i = #answers, 1, -1 do blocks:insert(place, answers[i]) end
  end
  doc.blocks = blocks
  return doc
end

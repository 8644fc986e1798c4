"""Charts as plain values: data in, a ``Chart`` with text, SVG and its figures out.

Each family of chart has a module with one ``*_chart`` function (tables of already
computed figures in, a ``Chart`` out) and one ``draw_*`` function beside it (the
same, but handing back the ``Sheet`` with its matplotlib artists, for tests).

    numbers, periods, words, place, style   values, text, room and look
        -> svg -> chart -> layout           one <svg>; the finished value; the sheet
        -> scale, axes, marks, verdicts     pieces that charts share
        -> ranking, trend, tiles, scatter, record, levels,
           standing, multiples, composition, promise, timeline,
           whiskers, slope, stacked, heat, effects
    sparkline                           written by hand
    alternatives -> field_words, promise_words, panel_words, board_words
                                        the same in words, for who cannot see it

Nothing here reads or writes a file, and nothing here ranks, fills or converts.
"""

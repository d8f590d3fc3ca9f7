/* SPDX-License-Identifier: MIT */
#pragma once
/* Each reads a figure's body and draws it, or complains and exits. */
#include "input.h"
#include "svg.h"

void draw_bits(struct input *in, struct svg *svg);
void draw_frames(struct input *in, struct svg *svg);
void draw_graph(struct input *in, struct svg *svg);
void draw_memory(struct input *in, struct svg *svg);
void draw_walk(struct input *in, struct svg *svg);

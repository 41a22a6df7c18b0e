#pragma once

/// Marks what a program outside may link to; everything else in libmk is hidden.
#define MK_API __attribute__((visibility("default")))

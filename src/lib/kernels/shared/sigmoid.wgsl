// 1 / (1 + e^−x), by the exponential that cannot overflow.
fn sigmoid(x: Cell) -> Cell {
  let small = exp(-abs(x));
  return select(small, Cell(1.0), x >= Cell()) / (1.0 + small);
}

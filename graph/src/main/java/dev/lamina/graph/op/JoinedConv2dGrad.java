package dev.lamina.graph.op;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a {@link JoinedConv2d}, on the very maps that it read: how they lie may decide
 * how y and the mask are arranged.
 *
 * <p>Inputs: its maps; y as saved; dz {@code (N, filters, H, W)}; weight; scale; shift; batch mean,
 * second statistic and mask as saved; if {@code accumulates}, a gradient of each map, from other
 * readers. Outputs: the gradient of each map {@code (N, Ci, H, W)}, those of other readers added;
 * dscale {@code (C)}; dshift {@code (C)}; dweight; space {@code (N, C, H, W)} for dy, and for all
 * maps in one; what is left there is up to the device.
 *
 * @param conv the op
 * @param accumulates whether the maps have other readers
 */
public record JoinedConv2dGrad(JoinedConv2d conv, boolean accumulates) implements BackwardOp {
  @Override
  public String mnemonic() {
    return conv.mnemonic() + ".grad";
  }

  @Override
  public String attributes() {
    return conv.attributes();
  }

  /** The number of the first of the other readers' gradients among the inputs. */
  public int firstOther() {
    return conv.parts() + 8;
  }

  /** The maps, their gradients, and those of other readers. */
  @Override
  public List<Row> sideBySide() {
    List<Row> rows = new ArrayList<>(conv.sideBySide());
    rows.add(new Row(true, 0, conv.parts()));
    if (accumulates) {
      rows.add(new Row(false, firstOther(), conv.parts()));
    }
    return rows;
  }
}

package dev.lamina.runtime.session;

import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;

/** Sessions of the tiny network on the reference device. */
final class Sessions {

  private Sessions() {}

  static Device device() {
    return Devices.installed().select("reference").open(DeviceOptions.defaults());
  }

  static NetworkSession training(UpdateOp optimizer) {
    NetworkSession session =
        NetworkSession.open(
            new TinyNetwork(), device(), SessionOptions.training(ToyBatch.SIZE, optimizer));
    session.initialize(1);
    return session;
  }

  static NetworkSession inference() {
    return NetworkSession.open(
        new TinyNetwork(), device(), SessionOptions.inference(ToyBatch.SIZE));
  }
}

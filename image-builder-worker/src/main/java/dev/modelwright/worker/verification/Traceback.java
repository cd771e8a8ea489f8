package dev.modelwright.worker.verification;

import java.util.List;

/** Finds the Python traceback in a server's output. */
final class Traceback {

  private static final String FIRST_LINE = "Traceback (most recent call last)";

  private Traceback() {}

  /**
   * From the first traceback on, since an exception that was raised while another was handled shows
   * both; all of the output when there is none.
   */
  static List<String> in(List<String> output) {
    for (int i = 0; i < output.size(); i++) {
      if (output.get(i).startsWith(FIRST_LINE)) {
        return output.subList(i, output.size());
      }
    }
    return output;
  }
}

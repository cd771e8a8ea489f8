package dev.modelwright.worker.layer;

import java.io.IOException;

/** A tree of files that can be read from the start again and again. */
@FunctionalInterface
interface TreeSource {

  void visit(TreeVisitor visitor) throws IOException;
}

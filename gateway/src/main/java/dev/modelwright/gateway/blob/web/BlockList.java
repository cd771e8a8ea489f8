package dev.modelwright.gateway.blob.web;

import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The body of {@code PUT …?comp=blocklist}. */
final class BlockList {

  private static final int MOST_BLOCKS = 50_000;

  private BlockList() {}

  /**
   * Ids of blocks in their order.
   *
   * @throws ProblemException when it is no list of blocks that were just uploaded
   */
  static List<String> read(byte[] xml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      reader.nextTag();
      reader.require(XMLStreamConstants.START_ELEMENT, null, "BlockList");
      List<String> ids = new ArrayList<>();
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "Latest", "Uncommitted" -> ids.add(reader.getElementText().strip());
          default ->
              throw invalid("'%s' is not Latest or Uncommitted".formatted(reader.getLocalName()));
        }
        if (ids.size() > MOST_BLOCKS) {
          throw invalid("it names more than %d blocks".formatted(MOST_BLOCKS));
        }
      }
      return ids;
    } catch (XMLStreamException _) {
      throw invalid("it is not the XML of a BlockList");
    }
  }

  private static ProblemException invalid(String cause) {
    return new ProblemException(
        Problem.of(
            "InvalidXmlDocument",
            400,
            "Cannot read the list of blocks: %s. Upload blocks, then name them as Latest."
                .formatted(cause)));
  }
}

package payments.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown document: what it shows, what it names, and where it points.
 *
 * @param path its path in the repository
 * @param blocks its blocks of code
 * @param code what its sentences and tables set in code
 * @param links where its links lead, as written
 * @param anchors the ids of its headings, as GitHub makes them
 * @param strayMarkers lines of markers that stand before no block
 */
record Document(
        Path path,
        List<Block> blocks,
        List<Place> code,
        List<Place> links,
        List<String> anchors,
        List<Place> strayMarkers) {
    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    /**
     * A piece of a document.
     *
     * @param line its line, from 1
     * @param text what stands there
     */
    record Place(int line, String text) {}

    /** What users and contributors read: README.md, CONTRIBUTING.md and everything under main/docs. */
    static List<Document> all() {
        List<Path> paths = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(Path.of("main", "docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(paths::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the documents cannot be read", e);
        }
        return paths.stream().map(Document::read).toList();
    }

    /** A document of the repository. */
    static Document read(Path path) {
        try {
            return of(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(path), e);
        }
    }

    /** A document of this text. */
    static Document of(Path path, String markdown) {
        Reader reader = new Reader(path);
        MARKDOWN.parse(markdown).accept(reader);
        return new Document(
                path,
                List.copyOf(reader.blocks),
                List.copyOf(reader.code),
                List.copyOf(reader.links),
                List.copyOf(reader.anchors),
                List.copyOf(reader.strayMarkers));
    }

    /** All blocks of all documents. */
    static List<Block> allBlocks() {
        return all().stream().flatMap(document -> document.blocks().stream()).toList();
    }

    private static final class Reader extends AbstractVisitor {
        private final Path path;
        private final IdGenerator ids = IdGenerator.builder().build();
        private final List<Block> blocks = new ArrayList<>();
        private final List<Place> code = new ArrayList<>();
        private final List<Place> links = new ArrayList<>();
        private final List<String> anchors = new ArrayList<>();
        private final List<Place> strayMarkers = new ArrayList<>();

        Reader(Path path) {
            this.path = path;
        }

        @Override
        public void visit(FencedCodeBlock block) {
            String info = block.getInfo() == null ? "" : block.getInfo().strip();
            add(block, info.split("\\s+", 2)[0], block.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            add(block, "", block.getLiteral());
        }

        private void add(Node block, String language, String text) {
            Optional<Marker> marker = block.getPrevious() instanceof HtmlBlock comment
                    ? Marker.of(comment.getLiteral())
                    : Optional.empty();
            blocks.add(new Block(path, line(block), language, text, marker));
        }

        @Override
        public void visit(HtmlBlock html) {
            boolean marks = html.getNext() instanceof FencedCodeBlock || html.getNext() instanceof IndentedCodeBlock;
            if (!marks || Marker.of(html.getLiteral()).isEmpty()) {
                strayMarkers.add(new Place(line(html), html.getLiteral().strip()));
            }
        }

        @Override
        public void visit(Code inline) {
            code.add(new Place(line(inline), inline.getLiteral()));
        }

        @Override
        public void visit(Link link) {
            links.add(new Place(line(link), link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Heading heading) {
            StringBuilder text = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }
            });
            anchors.add(ids.generateId(text.toString()));
            visitChildren(heading);
        }

        private static int line(Node node) {
            Node place = node;
            while (place.getSourceSpans().isEmpty() && place.getParent() != null) {
                place = place.getParent();
            }
            return place.getSourceSpans().isEmpty()
                    ? 0
                    : place.getSourceSpans().get(0).getLineIndex() + 1;
        }
    }
}

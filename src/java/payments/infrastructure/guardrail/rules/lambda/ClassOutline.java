package payments.infrastructure.guardrail.rules.lambda;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a class file says about its methods, read without loading it.
 *
 * @param parent the super class, such as {@code java/lang/Object}
 * @param methods the names of its methods
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html">JVM specification: the class file
 *     format</a>
 */
record ClassOutline(String parent, Set<String> methods) {
    private static final int MAGIC = 0xCAFEBABE;

    ClassOutline {
        methods = Set.copyOf(methods);
    }

    static ClassOutline read(DataInputStream bytes) throws IOException {
        if (bytes.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        bytes.skipNBytes(4);
        int constants = bytes.readUnsignedShort();
        String[] texts = new String[constants];
        int[] classes = new int[constants];
        for (int at = 1; at < constants; at++) {
            int tag = bytes.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[at] = bytes.readUTF();
                case 7 -> classes[at] = bytes.readUnsignedShort();
                case 8, 16, 19, 20 -> bytes.skipNBytes(2);
                case 15 -> bytes.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> bytes.skipNBytes(4);
                case 5, 6 -> {
                    bytes.skipNBytes(8);
                    at++;
                }
                default -> throw new IOException("an unknown constant " + tag);
            }
        }
        bytes.skipNBytes(4);
        String parent = String.valueOf(texts[classes[bytes.readUnsignedShort()]]);
        bytes.skipNBytes(2L * bytes.readUnsignedShort());
        members(bytes, texts);
        return new ClassOutline(parent, members(bytes, texts));
    }

    /** The names of the fields or methods that come next. */
    private static Set<String> members(DataInputStream bytes, String[] texts) throws IOException {
        Set<String> names = new HashSet<>();
        int members = bytes.readUnsignedShort();
        for (int member = 0; member < members; member++) {
            bytes.skipNBytes(2);
            names.add(String.valueOf(texts[bytes.readUnsignedShort()]));
            bytes.skipNBytes(2);
            int attributes = bytes.readUnsignedShort();
            for (int attribute = 0; attribute < attributes; attribute++) {
                bytes.skipNBytes(2);
                bytes.skipNBytes(Integer.toUnsignedLong(bytes.readInt()));
            }
        }
        return names;
    }
}

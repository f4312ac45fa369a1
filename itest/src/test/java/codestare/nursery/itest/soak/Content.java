package codestare.nursery.itest.soak;

import java.nio.ByteBuffer;

/** An endless row of bytes that a seed and a position tell: whoever knows the seed can make any part of it again. */
record Content(long seed) {
    private static final int WORD = Long.BYTES;

    /** Returns a part, ready to be read. */
    ByteBuffer part(long position, int length) {
        int before = (int) (position % WORD);
        int words = (before + length + WORD - 1) / WORD;
        ByteBuffer part = ByteBuffer.allocate(words * WORD);
        for (int i = 0; i < words; i++) {
            part.putLong(mix(seed + position / WORD + i));
        }
        return part.position(before).limit(before + length);
    }

    // a finalizer of splittable random numbers: neighbours have nothing in common
    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

"""The office itself: setting it up, its officials, posts, users, rules of safety and its berkas penyiapan."""

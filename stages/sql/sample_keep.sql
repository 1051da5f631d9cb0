/* A draw for the register. */
insert into main.sample_draw (measure, as_at, conditions, split, method, allocation, size, seed, frame_size, frame_sha256, drawn_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

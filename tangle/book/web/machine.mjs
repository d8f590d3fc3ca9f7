// SPDX-License-Identifier: MIT
// Boots a kernel under v86, for `boot --v86=tangle/book/web/machine.mjs`:
//     node machine.mjs KERNEL.elf MEMORY_MIB OPTIONS SECONDS DISK [APART]...
// DISK is the descriptor of an image and the numbers of its bad sectors ("4,77,80"), or - where there is none.
// APART is where the file has the memory that an experiment asks for: given some, it has a boot of its own, and this is not it.
// COM1 goes to descriptor 1, port 0xE9 to descriptor 3. The exit status is what QEMU's would be:
// (v << 1) | 1 for a byte v written to port 0xF4, 0 when the CPU shut down; and, even so that it
// can be no such value, 2 when it halted with interrupts off, 4 when v86 cannot run at all, 6 when it
// is not through after so many seconds of its own clock.
import { existsSync, readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";

// A boot is over before a better compiler for v86's own code would have paid: half of the processor's time went there.
setFlagsFromString("--liftoff-only");

const HALTED = 2, CANNOT = 4, LATE = 6;

// Whatever the guest has said is out before the process ends.
class Channel {
	constructor(fd) { this.fd = fd; this.bytes = []; }
	add(byte) {
		this.bytes.push(byte);
		if (byte === 10 || this.bytes.length >= 4096)
			this.flush();
	}
	flush() {
		const out = Buffer.from(this.bytes);
		this.bytes = [];
		for (let at = 0; at < out.length;)
			at += writeSync(this.fd, out, at);
	}
}
const text = new Channel(1), data = new Channel(3);

function leave(status, why) {
	text.flush();
	data.flush();
	if (why)
		writeSync(2, why + "\n");
	process.exit(status);
}

const MIB = 1 << 20, PAGE = 4096, SECTOR = 512;

// The multiboot information as QEMU gives it, so that a kernel sees the same machine: v86's own
// has two memory areas, no sizes and a module that nobody loaded.
function multiboot(cpu, image, memory, cmdline, initrd) {
	const elf = new DataView(image.buffer);
	let end = 0;
	for (let i = 0; i < elf.getUint16(44, true); i++) {
		const at = elf.getUint32(28, true) + i * elf.getUint16(42, true);
		if (elf.getUint32(at, true) === 1)
			end = Math.max(end, elf.getUint32(at + 12, true) + elf.getUint32(at + 20, true));
	}
	const strings = Math.ceil(end / PAGE) * PAGE, info = 0x9500, map = 0x9000;
	const top = memory - 0x20000, FREE = 1, RESERVED = 2;
	const areas = [[0, 0x9fc00, FREE], [0x9fc00, 0x400, RESERVED], [0xf0000, 0x10000, RESERVED],
		       [MIB, top - MIB, FREE], [top, 0x20000, RESERVED], [0xfffc0000, 0x40000, RESERVED]];
	const words = (at, list) => list.forEach((w, i) => cpu.write32(at + 4 * i, w | 0));

	areas.forEach(([start, size, kind], i) => words(map + 24 * i, [20, start, 0, size, 0, kind]));
	cpu.write_blob(new TextEncoder().encode(cmdline + "\0"), strings);
	const loader = strings + cmdline.length + 1;
	cpu.write_blob(new TextEncoder().encode("v86\0"), loader);
	let modules = 0;
	if (initrd) {		// as QEMU does: on the next whole page, with its name behind the list
		const start = Math.ceil((loader + 4) / PAGE) * PAGE;
		modules = 0x9400;
		cpu.write_blob(initrd, start);
		words(modules, [start, start + initrd.length, modules + 16, 0]);
		cpu.write_blob(new TextEncoder().encode("initrd\0"), modules + 16);
	}
	words(info, [0x24f, 639, (top - MIB) >> 10, 0x8000ffff, strings, initrd ? 1 : 0, modules || strings, 0, 0, 0, 0,
		     24 * areas.length, map, 0, 0, 0, loader]);
	cpu.reg32[3] = info;		// EBX
}

// Without a BIOS the screen is in no mode at all: text mode 3, 80 by 25.
function text_mode(cpu) {
	const out = (port, v) => cpu.io.port_write8(port, v);
	const indexed = (port, list) => list.forEach((v, i) => { out(port, i); out(port + 1, v); });

	out(0x3c2, 0x67);
	indexed(0x3c4, [3, 0, 3, 0, 2]);
	indexed(0x3d4, [0x5f, 0x4f, 0x50, 0x82, 0x55, 0x81, 0xbf, 0x1f, 0, 0x4f, 0x0d, 0x0e, 0, 0, 0, 0,
			0x9c, 0x8e, 0x8f, 0x28, 0x1f, 0x96, 0xb9, 0xa3, 0xff]);
	indexed(0x3ce, [0, 0, 0, 0, 0, 0x10, 0x0e, 0, 0xff]);
	cpu.io.port_read8(0x3da);
	[0, 1, 2, 3, 4, 5, 0x14, 7, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0x0c, 0, 0x0f, 8, 0]
		.forEach((v, i) => { out(0x3c0, i); out(0x3c0, v); });
	out(0x3c0, 0x20);
}

// The disk. It answers later, as disks do: at the next turn of the machine. A bad sector ends a command of single sectors, and
// as QEMU ends it, once those before it have gone through.
class Disk {
	constructor(image, bad) {
		this.image = image;
		this.byteLength = image.length;
		this.bad = new Set(bad);
		this.late = [];
	}
	load() { this.onload?.({ buffer: this.image.buffer }); }
	get_and_cache(start, length, then) { then(this.get_from_cache(start, length)); }
	get_from_cache(start, length) { return this.image.subarray(start, start + length); }
	get(start, length, then, { signal }) {
		this.first = start / SECTOR;
		this.late.push(() => {
			const fails = !signal.aborted && this.bad.has(start / SECTOR);	// a reset forgets it
			if (fails)
				this.drive.cancel_io_operations();
			then(this.get_from_cache(start, length));
			if (fails)
				this.drive.ata_abort_command();
		});
	}
	set(start, bytes, then) {
		this.image.set(bytes, start);
		then();
	}
	answer() {
		const due = this.late;
		this.late = [];
		due.forEach(transfer => transfer());
		return due.length > 0;
	}
	watch(drive) {
		const of = Object.getPrototypeOf(drive), { read_end, write_end } = of, disk = this;
		const next = drive => drive.data_end / SECTOR, more = drive => drive.data_pointer < drive.data_length;

		this.drive = drive;
		of.read_end = function() {
			if (this === drive && more(this) && disk.bad.has(disk.first + next(this)))
				this.ata_abort_command();
			else
				read_end.call(this);
		};
		of.write_end = function() {
			if (this !== drive || !disk.bad.has(this.write_dest / SECTOR + next(this) - 1))
				return write_end.call(this);
			disk.image.set(this.data.subarray(0, this.data_end - SECTOR), this.write_dest);
			this.ata_abort_command();
		};
	}
}

// The machine's clock counts its instructions, a nanosecond each, and what it sleeps: as QEMU's does
// for a boot that nobody watches. A host that is slow or busy changes nothing in what a kernel sees.
let cpu = null, counted = 0, clock = 0;
function now() {
	const count = cpu ? cpu.instruction_counter[0] : 0;

	clock += ((count - counted) >>> 0) / 1e6;
	counted = count;
	return clock;
}
Object.defineProperty(globalThis, "performance", { value: { now } });

const [kernel, mib, options, seconds, given, ...apart] = process.argv.slice(2);
const memory = Number(mib) * MIB;
let V86, wasm;
try {
	const found = createRequire(import.meta.url).resolve("v86");
	({ V86 } = await import(found));
	wasm = join(dirname(found), "v86.wasm");
} catch (e) {
	leave(CANNOT, `v86 is not installed, and booting under it needs it: npm ci (${e.code ?? e.message})`);
}

// v86 knows no double and no triple fault: its own code stops at an unreachable instruction.
process.on("uncaughtException", e => {
	if (e instanceof WebAssembly.RuntimeError)
		leave(0, "the CPU shut down");
	leave(CANNOT, `v86 failed: ${e.stack ?? e}`);
});

const file = readFileSync(kernel);
const image = new Uint8Array(file);	// a buffer of its own, whose byte 0 is the file's
for (const at of apart)
	image[at] = 1;
const programs = join(dirname(kernel), "initrd");
const initrd = existsSync(programs) && new Uint8Array(readFileSync(programs));
const [descriptor, ...bad] = given.split(",").map(Number);
const disk = given !== "-" && new Disk(new Uint8Array(readFileSync(descriptor)), bad);
console.log = console.debug = console.warn = console.error = () => {};	// descriptor 1 is the guest's
const emulator = new V86({
	wasm_path: wasm, memory_size: memory, multiboot: { buffer: image.buffer },
	cmdline: "unused", disable_keyboard: true, disable_mouse: true, disable_speaker: true,
	autostart: false, log_level: 0, ...disk && { hda: disk },
});
emulator.add_listener("serial0-output-byte", byte => text.add(byte));
emulator.add_listener("cpu-event-halt", () => leave(HALTED));
emulator.add_listener("emulator-ready", () => {
	cpu = emulator.v86.cpu;
	emulator.v86.yield = (delay, tick) => {
		if (!(disk && disk.answer()) && cpu.in_hlt[0])	// what the disk has to say comes before the clock moves
			clock += Math.max(delay, 0.01);
		if (now() > 1000 * seconds)
			leave(LATE);
		setImmediate(() => emulator.v86.yield_callback(tick));
	};
	cpu.io.register_write(0xe9, {}, byte => {
		text.flush();
		data.add(byte);
	});
	cpu.io.register_write(0xf4, {}, value => leave((value << 1 | 1) & 0xff));
	if (disk)
		disk.watch(cpu.devices.ide.primary.master);
	text_mode(cpu);
	multiboot(cpu, image, memory, `${basename(kernel)} ${options}`, initrd);
	emulator.run();
});

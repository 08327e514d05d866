//! Writes the example's workbooks and evidence files: the plan in `inputs/plan/` → `inputs/submissions/`,
//! `inputs/inspections/`, `inputs/evidence/`. Run it with `cargo run --example demo` after changing the
//! plan's sheets, units or indicators; it never touches the plan, and writes the same bytes each time.

use std::error::Error;
use std::fs;
use std::path::Path;

mod files;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in files::all(&files::plan(root)?)? {
        let path = root.join(file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, file.bytes)?;
    }
    Ok(())
}

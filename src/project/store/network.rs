//! Whether a file lies on a network drive, where programs on several machines do not share memory.

use std::path::Path;

/// Whether the file lies on a drive that the system says is another machine's.
pub fn is_remote(path: &Path) -> bool {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    is_share(&full) || mounts().is_some_and(|mounts| is_remote_kind(kind_of_mount(&mounts, &full)))
}

/// `\\server\share\…` on Windows.
fn is_share(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = path.components().next() else { return false };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

#[cfg(target_os = "linux")]
fn mounts() -> Option<String> {
    std::fs::read_to_string("/proc/self/mounts").ok()
}

/// Elsewhere SQLite itself finds out whether a log can be, and only shares are known to be remote.
#[cfg(not(target_os = "linux"))]
fn mounts() -> Option<String> {
    None
}

/// The kind of file system at a path, from a table of mounts as Linux gives it: device, folder, kind and more a line.
/// The folder that lies deepest counts, of equals the one mounted last.
fn kind_of_mount<'m>(mounts: &'m str, path: &Path) -> &'m str {
    let mut best = (0, "");
    for line in mounts.lines() {
        let mut fields = line.split(' ');
        let (Some(folder), Some(kind)) = (fields.nth(1), fields.next()) else { continue };
        let folder = unescaped(folder);
        let depth = Path::new(&folder).components().count();
        if path.starts_with(&folder) && depth >= best.0 {
            best = (depth, kind);
        }
    }
    best.1
}

/// Blanks and the like stand as octal numbers in the table.
fn unescaped(folder: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(folder.to_owned(), |folder, (code, letter)| folder.replace(code, letter))
}

fn is_remote_kind(kind: &str) -> bool {
    const REMOTE: &[&str] = &[
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "ocfs2",
        "gfs2",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.glusterfs",
        "fuse.davfs2",
        "davfs",
        "fuse.gvfsd-fuse",
        "fuse.s3fs",
        "vboxsf",
        "prl_fs",
        "fuse.vmhgfs-fuse",
        "virtiofs",
    ];
    REMOTE.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw 0 0
server:/export /srv/ann/desk nfs4 rw 0 0
/dev/sdb1 /srv/ann/desk/stick vfat rw 0 0
//box/papers /mnt/old\\040papers cifs rw 0 0
ann@box: /mnt/box fuse.sshfs rw 0 0
";

    #[test]
    fn the_deepest_mount_says_whether_a_file_is_on_a_network_drive() {
        for (path, kind, remote) in [
            ("/tmp/mill.dateline", "ext4", false),
            ("/srv/ann/mill.dateline", "ext4", false),
            ("/srv/ann/desk/mill.dateline", "nfs4", true),
            ("/srv/ann/desk/stick/mill.dateline", "vfat", false),
            ("/srv/ann/desktop/mill.dateline", "ext4", false),
            ("/mnt/old papers/mill.dateline", "cifs", true),
            ("/mnt/box/mill.dateline", "fuse.sshfs", true),
        ] {
            assert_eq!(kind_of_mount(MOUNTS, Path::new(path)), kind, "{path}");
            assert_eq!(is_remote_kind(kind), remote, "{kind}");
        }
        assert_eq!(kind_of_mount("", Path::new("/tmp/mill.dateline")), "");
    }

    #[cfg(windows)]
    #[test]
    fn a_share_is_remote() {
        assert!(is_share(Path::new(r"\\server\papers\mill.dateline")));
        assert!(!is_share(Path::new(r"C:\papers\mill.dateline")));
    }
}

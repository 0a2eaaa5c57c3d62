//! Downloads from a local server that behaves as servers do, and as they should not.

use super::*;
use crate::datasets::DatasetError;
use crate::datasets::files::Directory;
use std::boxed::Box;
use std::format;
use std::io::{BufRead, BufReader};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::string::ToString;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::vec::Vec;

const CONTENT: &[u8] = b"the official file, byte for byte";
/// `printf 'the official file, byte for byte' | sha256sum`
const SHA256: &str = "f3144d6d0eeb768ac089e455a07511b301cfbe908418c97177aec8af286057d3";

const SHORT: Patience =
    Patience { connect: Duration::from_secs(5), read: Duration::from_millis(300) };

/// What the server does with a connection whose request it has read; the argument is its index.
type Answer = dyn Fn(usize, &mut TcpStream) + Send + Sync;

/// A server that lives as long as the test, and counts its connections.
struct Server {
    file: RemoteFile,
    connections: Arc<AtomicUsize>,
    cache: tempfile::TempDir,
}

impl Server {
    fn new(answer: impl Fn(usize, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/file", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (number, answer) = (counter.fetch_add(1, Ordering::SeqCst), answer.clone());
                thread::spawn(move || serve(number, stream.expect("a connection"), &*answer));
            }
        });
        let file = RemoteFile {
            paths: ["set/file", "set/file"],
            official: "set/file",
            url: Box::leak(url.into_boxed_str()),
            sha256: SHA256,
            largest: CONTENT.len() as u64,
        };
        Self { file, connections, cache: tempfile::tempdir().expect("a directory") }
    }

    fn fetch(&self) -> Result<(), DownloadError> {
        fetch_with(SHORT, &self.file, self.cache.path())
    }

    /// The error, after which nothing may be left in the cache.
    fn fault(&self) -> DownloadFault {
        let error = self.fetch().expect_err("a fault");
        assert_eq!(error.url, self.file.url);
        let text = error.to_string();
        assert!(text.contains(self.file.url) && text.contains("as set/file"), "{text}");
        assert!(self.cached().is_empty(), "{:?}", self.cached());
        error.fault
    }

    /// The names in the cache's folder.
    fn cached(&self) -> Vec<std::ffi::OsString> {
        let folder = fs::read_dir(self.cache.path().join("set")).expect("the folder");
        folder.map(|entry| entry.expect("an entry").file_name()).collect()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn serve(number: usize, mut stream: TcpStream, answer: &Answer) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut line = String::from("request");
    while !line.trim().is_empty() {
        line.clear();
        if reader.read_line(&mut line).is_err() {
            return;
        }
    }
    answer(number, &mut stream);
    let _ = stream.shutdown(Shutdown::Write);
    // Wait until the client has closed too, so that no reset discards what was sent.
    let _ = io::copy(&mut reader, &mut io::sink());
}

fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n");
    // The client may have closed the connection: the test checks its error.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}

fn send_whole(stream: &mut TcpStream) {
    send(stream, &format!("200 OK\r\nContent-Length: {}", CONTENT.len()), CONTENT);
}

#[test]
fn a_file_arrives_whole_and_alone() {
    let server = Server::new(|_, stream| send_whole(stream));
    // The temporary file of a process that was killed is removed.
    let folder = server.cache.path().join("set");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join(".file.burdock-0.tmp"), "the official f").expect("a file");
    server.fetch().expect("the file");
    assert_eq!(fs::read(server.cache.path().join("set/file")).expect("the file"), CONTENT);
    assert_eq!((server.cached().len(), server.connections()), (1, 1));
}

#[test]
fn the_cache_is_filled_once() {
    let server = Server::new(|_, stream| send_whole(stream));
    let cache = Directory::Cache(server.cache.path().into());
    for _ in 0..2 {
        let [path] = cache.find("set", std::array::from_ref(&server.file)).expect("the file");
        assert_eq!(fs::read(path).expect("the file"), CONTENT);
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_directory_that_the_user_names_is_never_filled() {
    let server = Server::new(|_, stream| send_whole(stream));
    let named = Directory::Named(server.cache.path().into());
    let found = named.find("set", std::array::from_ref(&server.file));
    assert!(matches!(found, Err(DatasetError::Missing { .. })));
    assert_eq!(server.connections(), 0);
}

// Longer in total than the time limit for the next bytes, but each of them in time.
#[test]
fn a_slow_server_is_borne() {
    let server = Server::new(|_, stream| {
        send(stream, &format!("200 OK\r\nContent-Length: {}", CONTENT.len()), b"");
        for part in CONTENT.chunks(8) {
            thread::sleep(Duration::from_millis(500));
            let _ = stream.write_all(part);
        }
    });
    let patience = Patience { read: Duration::from_millis(1500), ..SHORT };
    fetch_with(patience, &server.file, server.cache.path()).expect("the file");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_redirect_is_followed() {
    let server = Server::new(|number, stream| match number {
        0 => send(stream, "302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0", b""),
        _ => send_whole(stream),
    });
    server.fetch().expect("the file");
}

#[test]
fn one_failure_is_forgiven() {
    let server = Server::new(|number, stream| match number {
        0 => send(stream, "503 Service Unavailable\r\nContent-Length: 0", b""),
        _ => send_whole(stream),
    });
    server.fetch().expect("the file");
    assert_eq!(server.connections(), 2);
}

#[test]
fn errors_by_status() {
    for (status, attempts) in [(404, 1), (403, 1), (500, 2)] {
        let server = Server::new(move |_, stream| {
            send(stream, &format!("{status} No\r\nContent-Length: 5"), b"sorry");
        });
        let fault = server.fault();
        assert!(matches!(fault, DownloadFault::Status { status: found } if found == status));
        assert_eq!(server.connections(), attempts);
    }
}

#[test]
fn a_redirect_loop_ends() {
    let server = Server::new(|_, stream| {
        send(stream, "301 Moved\r\nLocation: /again\r\nContent-Length: 0", b"");
    });
    assert!(matches!(server.fault(), DownloadFault::RedirectLoop));
}

#[test]
fn a_file_that_is_cut_off() {
    let server = Server::new(|_, stream| {
        send(stream, &format!("200 OK\r\nContent-Length: {}", CONTENT.len()), &CONTENT[..10]);
    });
    let fault = server.fault();
    assert_eq!(fault.to_string(), "the connection was cut off after 10 of 32 bytes");
    assert_eq!(server.connections(), 2);

    // Without a length only the hash reveals it; in chunked encoding the missing end does.
    let server = Server::new(|_, stream| send(stream, "200 OK", &CONTENT[..10]));
    assert!(matches!(server.fault(), DownloadFault::HashDiffers { .. }));
    let server = Server::new(|_, stream| {
        send(stream, "200 OK\r\nTransfer-Encoding: chunked", b"a\r\nthe offici\r\n");
    });
    let fault = server.fault();
    assert!(matches!(fault, DownloadFault::CutOff { received: 10, expected: None }), "{fault:?}");
}

#[test]
fn a_server_that_stalls() {
    let wait = || thread::sleep(Duration::from_secs(2));
    let server = Server::new(move |_, stream| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", CONTENT.len());
        let _ = stream.write_all(&[head.as_bytes(), &CONTENT[..10]].concat());
        wait();
    });
    let fault = server.fault();
    assert_eq!(fault.to_string(), "after 10 bytes nothing more came for 0.3 s");
    let server = Server::new(move |_, _| wait());
    let fault = server.fault();
    assert!(matches!(fault, DownloadFault::Stalled { received: 0, .. }), "{fault:?}");
}

#[test]
fn a_server_that_lies() {
    let mut wrong = CONTENT.to_vec();
    wrong[0] = b'T';
    let server = Server::new(move |_, stream| {
        send(stream, &format!("200 OK\r\nContent-Length: {}", wrong.len()), &wrong);
    });
    let DownloadFault::HashDiffers { expected, found } = server.fault() else {
        panic!("the hash differs");
    };
    assert_eq!((expected, found.len()), (SHA256, 64));
    assert_eq!(server.connections(), 2);

    // Too long by its header, and by its content.
    let server = Server::new(|_, stream| send(stream, "200 OK\r\nContent-Length: 33", b""));
    let fault = server.fault();
    assert!(matches!(fault, DownloadFault::TooLong { largest: 32, found: 33 }), "{fault:?}");
    let server = Server::new(|_, stream| send(stream, "200 OK", &[0; 1_000_000]));
    assert!(matches!(server.fault(), DownloadFault::TooLong { largest: 32, .. }));
}

#[test]
fn a_server_that_speaks_something_else_or_not_at_all() {
    let server = Server::new(|_, stream| {
        let _ = stream.write_all(b"220 mail.example.com ESMTP\r\n");
    });
    assert!(matches!(server.fault(), DownloadFault::Failed(_)));

    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/file", listener.local_addr().expect("an address"));
    drop(listener);
    let mut server = Server::new(|_, _| {});
    server.file.url = Box::leak(url.into_boxed_str());
    assert!(matches!(server.fault(), DownloadFault::Failed(_)));
}

#[test]
fn a_cache_that_cannot_be_written() {
    let server = Server::new(|_, stream| send_whole(stream));
    fs::write(server.cache.path().join("set"), "a file where a folder should be").expect("a file");
    let error = server.fetch().expect_err("no folder");
    assert!(matches!(error.fault, DownloadFault::Cache(_)), "{error:?}");
    assert_eq!(server.connections(), 0);
}

// Threads with separate handles, as in separate processes: only the folder is shared.
#[test]
fn many_at_once_leave_one_whole_file() {
    let server = Server::new(|number, stream| {
        thread::sleep(Duration::from_millis(number as u64 % 4 * 10));
        send_whole(stream);
    });
    thread::scope(|scope| {
        let fetches: Vec<_> = (0..8).map(|_| scope.spawn(|| server.fetch())).collect();
        for fetch in fetches {
            fetch.join().expect("no panic").expect("the file");
        }
    });
    assert_eq!(fs::read(server.cache.path().join("set/file")).expect("the file"), CONTENT);
    assert_eq!(server.cached().len(), 1);
}

//! Tests of downloads.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use kabinet_api::{ApiError, UpdateRefusal};
use kabinet_updates::UpdateServer;
use url::Url;

/// A server that sends the same bytes to everybody.
struct Server {
    url: Url,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = Url::parse(&format!("http://{}/latest.json", listener.local_addr().unwrap())).unwrap();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let (log, answer) = (Arc::clone(&requests), answer.into());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let head = read_head(&stream);
                log.lock().unwrap().push(head);
                // A client that has read enough closes the connection.
                let _ = (&stream).write_all(&answer);
            }
        });
        Self { url, requests }
    }

    fn page(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::start(format!(
            "HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    async fn description(&self) -> Result<serde_json::Value, ApiError> {
        UpdateServer::new(self.url.clone(), &[]).unwrap().description().await
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read_head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, ApiError>) -> UpdateRefusal {
    match outcome {
        Err(ApiError::UpdateRefused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn the_server_learns_the_version_of_the_program_and_nothing_else() {
    let server = Server::page("200 OK", "", "{\"version\":\"0.2.0\"}");
    assert_eq!(server.description().await.unwrap()["version"], "0.2.0");
    let [request] = &server.requests()[..] else { panic!("one request was to be made") };
    let mut headers: Vec<&str> = request.lines().skip(1).filter_map(|line| line.split(": ").next()).collect();
    headers.sort_unstable();
    assert_eq!(headers, ["accept", "accept-encoding", "host", "user-agent"], "{request}");
    assert!(request.starts_with("GET /latest.json HTTP"), "{request}");
}

#[tokio::test]
async fn an_endless_description_is_not_read_to_its_end() {
    let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    let server = Server::start([head, vec![b' '; 1024 * 1024]].concat());
    assert_eq!(refusal(server.description().await), UpdateRefusal::TooLarge);
}

#[tokio::test]
async fn a_redirect_stays_on_the_hosts_of_the_release() {
    let other = Server::page("200 OK", "", "{}");
    let to_other = format!("Location: {}\r\n", other.url);
    let server = Server::page("302 Found", &to_other, "");
    let host = || "127.0.0.1".to_owned();
    assert_eq!(refusal(server.description().await), UpdateRefusal::Insecure { host: host() });
    assert_eq!(other.requests(), Vec::<String>::new(), "nothing is asked of the other host");
    let listed = UpdateServer::new(server.url.clone(), std::slice::from_ref(&other.url)).unwrap();
    assert_eq!(listed.description().await.unwrap(), serde_json::json!({}));

    for (location, refused) in [
        ("https://evil.example/latest.json", UpdateRefusal::ForeignHost { host: "evil.example".to_owned() }),
        ("http://evil.example/latest.json", UpdateRefusal::Insecure { host: "evil.example".to_owned() }),
        ("https://127.0.0.1/latest.json", UpdateRefusal::ForeignHost { host: host() }),
    ] {
        let server = Server::page("302 Found", &format!("Location: {location}\r\n"), "");
        assert_eq!(refusal(server.description().await), refused);
    }
    let endless = Server::page("302 Found", "Location: /latest.json\r\n", "");
    assert_eq!(refusal(endless.description().await), UpdateRefusal::NotUnderstood);
}

#[tokio::test]
async fn an_answer_that_is_no_description_is_refused_with_its_reason() {
    let page = Server::page("200 OK", "", "<html>Вход в сеть</html>");
    assert_eq!(refusal(page.description().await), UpdateRefusal::NotUnderstood);
    let failing = Server::page("503 Service Unavailable", "", "{}");
    assert_eq!(refusal(failing.description().await), UpdateRefusal::ServerFailed { status: 503 });
    let cut =
        Server::start("HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\n{\"version\":");
    let cut = cut.description().await;
    assert!(matches!(cut, Err(ApiError::UpdateUnreachable { .. })), "{cut:?}");
}

#[test]
fn plain_http_is_for_this_machine_alone() {
    let plain: Url = "http://updates.example.org/latest.json".parse().unwrap();
    let encrypted: Url = "https://updates.example.org/latest.json".parse().unwrap();
    let host = "updates.example.org".to_owned();
    assert_eq!(
        refusal(UpdateServer::new(plain.clone(), &[])),
        UpdateRefusal::Insecure { host: host.clone() }
    );
    assert_eq!(refusal(UpdateServer::new(encrypted.clone(), &[plain])), UpdateRefusal::Insecure { host });
    assert!(UpdateServer::new(encrypted, &[]).is_ok());
}

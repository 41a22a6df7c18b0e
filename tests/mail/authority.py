"""An authority of our own, made by openssl, and servers' certificates that are right or wrong."""
import pathlib
import ssl
import subprocess

ORDERS = """
[ca]
default_ca = own
[own]
database = index.txt
unique_subject = no
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
"""

CURVE = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")  # A key that is made in no time.


class Authority:
    def __init__(self, folder):
        folder.mkdir(parents=True)
        self.folder, self.certificate = folder, folder / "authority.pem"
        (folder / "orders").write_text(ORDERS)
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01\n")
        self.openssl("req", "-x509", "-newkey", *CURVE, "-nodes", "-days", "30", "-subj", "/CN=Test authority",
                     "-keyout", "authority.key", "-out", "authority.pem")

    def openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def server(self, name="localhost", begin="20200101000000Z", end="20991231235959Z"):
        """A context with a certificate for `name`."""
        label = f"{name}-{end}"
        self.openssl("req", "-new", "-newkey", *CURVE, "-nodes", "-subj", f"/CN={name}", "-addext",
                     f"subjectAltName=DNS:{name}", "-keyout", f"{label}.key", "-out", f"{label}.req")
        self.openssl("ca", "-batch", "-config", "orders", "-cert", "authority.pem", "-keyfile", "authority.key",
                     "-startdate", begin, "-enddate", end, "-in", f"{label}.req", "-out", f"{label}.pem", "-notext")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{label}.pem", self.folder / f"{label}.key")
        return context

    def old(self):
        """A context that speaks TLS 1.1 at most."""
        context = self.server()
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        return context


def stranger(folder):
    """An authority that nobody trusts."""
    return Authority(pathlib.Path(folder))

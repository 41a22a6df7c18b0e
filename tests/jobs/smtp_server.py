"""A mail server on loopback that does as the names of recipients and senders say.

smtp_server.py FOLDER: writes its port on stdout, and each letter it took into FOLDER, named by its
recipient. It ends when its stdin does."""

import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder = sys.argv[1]


class Handler:
    async def drop(self, server):
        server.transport.abort()
        return "421 4.3.0 gone"

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.7.1 you may not send"
        if address.startswith("locked@") and not session.authenticated:
            return "530 5.7.0 log in first"
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.partition("@")[0]
        if name == "busy":
            return "451 4.3.0 come back later"
        if name == "nobody":
            return "550 5.1.1 no such user"
        if name == "cut":
            return await self.drop(server)
        if name == "silent":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        name = address.partition("@")[0]
        if name == "full":
            return "452 4.2.2 the mailbox is full"
        if name == "spam":
            return "554 5.7.1 not wanted"
        if name == "lost":
            return await self.drop(server)
        if name == "slow":
            await asyncio.sleep(3600)
        with open(os.path.join(folder, f"{address}.{session.peer[1]}"), "xb") as file:
            file.write(envelope.original_content)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"mk" and data.password == b"s3cret"
    return AuthResult(success=right, handled=right)


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), hostname="relay.example", auth_require_tls=False,
                     authenticator=authenticate), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(serve())

#pragma once

#include "lib/base/file.hpp"
#include "tests/store/scratch.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

/// A program that runs beside the test; it is stopped with it.
class Process {
 public:
  explicit Process(const std::vector<std::string>& words,
                   const std::string& talk_file = "/dev/null") {
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
      throw std::runtime_error{"no pipe"};
    pid_ = fork();
    if (pid_ == 0) become(words, in[0], out[1], talk_file);
    close(in[0]);
    close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  ~Process() {
    close(in_);
    if (pid_ > 0) {
      kill(pid_, SIGTERM);
      wait();
    }
    close(out_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  std::string first_line() const {
    std::string line;
    for (char c = 0; read(out_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

  std::string all() const {
    std::string text;
    for (char c = 0; read(out_, &c, 1) == 1;) text += c;
    return text;
  }

  /// The code it ended with.
  int wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  [[noreturn]] static void become(const std::vector<std::string>& words, int in, int out,
                                  const std::string& talk_file) {
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(open(talk_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDERR_FILENO);
    std::vector<char*> arguments;
    for (auto word : words) arguments.push_back(strdup(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }

  pid_t pid_ = 0;
  int in_ = -1;
  int out_ = -1;
};

/// What a program said and how it ended.
struct Ended {
  int code = 0;
  std::string out;
  std::string talk;
};

inline Ended run_program(const std::vector<std::string>& words) {
  const Scratch scratch;
  Process process{words, scratch.file("talk")};
  Ended ended;
  ended.out = process.all();
  ended.code = process.wait();
  ended.talk = mk::read_file(scratch.file("talk"));
  return ended;
}
